import type { Statuses } from "../engine/context.ts";
import { UsageError } from "../engine/errors.ts";
import { acceptable } from "../mapping/content-types.ts";
import { corsOf } from "../mapping/cors.ts";
import { envelopeOf } from "../mapping/envelope.ts";
import { parsePartitionKey } from "../mapping/partition-key.ts";
import { givenFile, type Whence } from "./given-file.ts";
import { reason } from "./disk-fault.ts";
import { schemaFault } from "./schema-fault.ts";

/** Words of a list, by spaces or commas. */
export function words(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((one) => one !== "");
}

/** `--partition-key`, checked and kept as it is written. */
export function partitionKey(text: string): string {
  const hint = "Such as --partition-key header:X-User-Id, or --partition-key body:$.user.id.";
  checked(() => parsePartitionKey(text), hint);
  return text;
}

/** `--accept`: short names and content types. */
export function accept(text: string): readonly string[] {
  const list = words(text);
  const bad = list.find((one) => !acceptable(one));
  const hint = "It takes json, form, text, any, or content types such as application/xml.";
  if (list.length === 0) throw new UsageError("--accept is empty.", hint);
  if (bad !== undefined) throw new UsageError(`--accept cannot be "${bad}".`, hint);
  return list;
}

/** `--envelope`: false for none, else the names of the request headers to keep. */
export function envelope(text: string): readonly string[] | false {
  if (/^(false|no|off|0|none)$/i.test(text)) return false;
  if (/^(true|yes|on|1)?$/i.test(text)) return [];
  return checked(() => envelopeOf(words(text)).headers, "--envelope takes names of request headers.");
}

/** `--cors`: origins, `*`, or none. */
export function cors(text: string): readonly string[] {
  if (/^(none|false)?$/i.test(text)) return [];
  const list = words(text);
  const origins = list.map(originOf);
  const odd = list.find((one, index) => one !== origins[index]);
  if (odd !== undefined)
    throw new UsageError(
      `"${odd}" is not an origin as browsers write it.`,
      `Did you mean --cors ${origins.join(" ")}?`,
    );
  return checked(() => corsOf(list).origins, "--cors takes origins; none switches it off.");
}

/** The origin as browsers write it, where this is an address at all: lower case, and no port that goes without saying. */
function originOf(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return text;
  return new URL(text).origin;
}

/** What a template refuses to be made of is wrong usage. */
function checked<T>(parse: () => T, hint: string): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message, hint);
  }
}

const classes = ["accepted", "refused", "busy", "ours", "kinesis"] as const;

/** `--status`: `accepted=204 busy=503`, or none for the usual ones. What is not stored is never answered 2xx. */
export function statuses(text: string): Statuses {
  if (/^(none|false)?$/i.test(text)) return {};
  const pairs = text.startsWith("{") ? Object.entries(fromJson(text)) : words(text).map((one) => one.split("="));
  const result: Record<string, number> = {};
  for (const [name = "", value = ""] of pairs) {
    const status = Number(value);
    const known = classes.some((one) => one === name);
    if (!known)
      throw new UsageError(
        `--status has no class "${name}".`,
        `The classes are ${classes.join(", ")}: --status busy=503.`,
      );
    const [least, most] = name === "accepted" ? [200, 299] : [400, 599];
    if (!Number.isInteger(status) || status < least || status > most)
      throw new UsageError(`--status ${name}= takes a status from ${least} to ${most}, not "${value}".`);
    result[name] = status;
  }
  return result;
}

/** As kinesis-proxy.json and the state file have it. */
function fromJson(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    throw new UsageError(`--status cannot be "${text}".`, "Write --status accepted=204 busy=503.");
  }
}

/** `--schema FILE`: the text of a JSON Schema (draft 4); "" for none. */
export function schema(text: string, whence: Whence): string {
  if (/^(none|false)?$/i.test(text)) return "";
  const content = text.trimStart().startsWith("{") ? text : read(text, whence);
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new UsageError(`The schema ${named(text)}is not valid JSON: ${reason(error)}.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`The schema ${named(text)}is not a JSON object.`);
  const fault = schemaFault(value);
  if (fault !== undefined)
    throw new UsageError(
      `The schema ${named(text)}is not of draft 4 of JSON Schema: ${fault}.`,
      "API Gateway knows no other draft: https://json-schema.org/specification-links#draft-4.",
    );
  return content;
}

function named(text: string): string {
  return text.trimStart().startsWith("{") ? "" : `${text} `;
}

function read(path: string, whence: Whence): string {
  const hint = "--schema takes a file; none switches it off.";
  return givenFile(`The schema ${path}`, path, whence, hint).toString();
}
