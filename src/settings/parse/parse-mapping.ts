import { UsageError } from "../../engine/errors.ts";
import { acceptable, contentTypes } from "../../mapping/content-types.ts";
import { corsOf } from "../../mapping/cors.ts";
import { headerNames } from "../../mapping/header-names.ts";
import { envelopeOf, envelopeParts, type Envelope, type EnvelopePart } from "../../mapping/request/envelope.ts";
import { parsePartitionKey, type PartitionKey } from "../../mapping/request/partition-key.ts";
import { statusClasses, statusRanges, type Statuses } from "../../mapping/response/statuses.ts";
import { orNone, words } from "./parse.ts";

/** `--partition-key`. */
export function partitionKey(text: string): PartitionKey {
  const hint = "Such as --partition-key header:X-User-Id, or --partition-key body:$.user.id.";
  return checked(() => parsePartitionKey(text), hint);
}

/** `--accept`: the content types that these short names and types mean. */
export function accept(text: string, label: string): readonly string[] {
  const list = words(text);
  const bad = list.find((one) => !acceptable(one));
  const hint = "It takes json, form, text, any, or content types such as application/xml.";
  if (list.length === 0) throw new UsageError(`${label} is empty.`, hint);
  if (bad !== undefined) throw new UsageError(`${label} cannot be "${bad}".`, hint);
  return contentTypes(list);
}

/** `--envelope`: the request headers to keep; undefined for the body alone. */
export function envelope(text: string): Envelope | undefined {
  if (/^(false|no|off|0|none)$/i.test(text)) return undefined;
  if (/^(true|yes|on|1)?$/i.test(text)) return { headers: [] };
  return checked(() => envelopeOf(words(text)), "--envelope takes names of request headers.");
}

/** `--envelope-include`: what of the request the envelope holds, in the order of the envelope, or none. */
export const envelopeInclude = orNone<readonly EnvelopePart[]>([], (text, label) => {
  const list = words(text.toLowerCase());
  const bad = list.find((one) => !envelopeParts.some((part) => part === one));
  if (bad === undefined) return envelopeParts.filter((part) => list.includes(part));
  throw new UsageError(
    `${label} cannot be "${bad}".`,
    `It takes ${envelopeParts.join(", ")}; single headers are named behind --envelope.`,
  );
});

/** `--cors`: origins, `*`, or none. */
export const cors = orNone<readonly string[]>([], (text) => {
  const list = words(text);
  const origins = list.map(originOf);
  const odd = list.find((one, index) => one !== origins[index]);
  if (odd !== undefined)
    throw new UsageError(
      `"${odd}" is not an origin as browsers write it.`,
      `Did you mean --cors ${origins.join(" ")}?`,
    );
  return checked(() => corsOf(list).origins, "--cors takes origins; none switches it off.");
});

/** `--cors-headers`: names of headers, or none. */
export const corsHeaders = orNone<readonly string[]>([], (text) =>
  checked(
    () => headerNames(words(text)),
    "Such as --cors-headers X-Request-Id X-Tenant; none for the usual ones alone.",
  ),
);

/** The origin as browsers write it, where this is an address at all: lower case, and no port that goes without saying. */
function originOf(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return text;
  return new URL(text).origin;
}

/** What a template refuses to be made of is wrong usage. */
export function checked<T>(parse: () => T, hint: string): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message, hint);
  }
}

/** `--status`: `accepted=204 busy=503`, or none for the usual ones. */
export const statuses = orNone<Partial<Statuses>>({}, (text, label) => {
  const pairs = text.startsWith("{") ? Object.entries(fromJson(text, label)) : words(text).map((one) => one.split("="));
  const result: Partial<Record<keyof Statuses, number>> = {};
  for (const [said = "", value = ""] of pairs) {
    const name = statusClasses.find((one) => one === said);
    if (name === undefined)
      throw new UsageError(
        `${label} has no class "${said}".`,
        `The classes are ${statusClasses.join(", ")}: --status busy=503.`,
      );
    const status = Number(value);
    const [least, most] = statusRanges[name];
    if (!Number.isInteger(status) || status < least || status > most)
      throw new UsageError(`${label} ${name}= takes a status from ${least} to ${most}, not ${JSON.stringify(value)}.`);
    result[name] = status;
  }
  return result;
});

/** As kinesis-proxy.json and the state file have it. */
function fromJson(text: string, label: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    throw new UsageError(`${label} cannot be "${text}".`, "Write --status accepted=204 busy=503.");
  }
}
