import { UsageError } from "../engine/errors.ts";
import { binaryTypes, jsonTypes } from "../mapping/content-types.ts";
import { checkQuota } from "./check-quota.ts";
import { checkSenders } from "./check-senders.ts";
import { checkWatch } from "./check-watch.ts";
import type { Config } from "./config.ts";
import { ofNoUse } from "./idle-error.ts";
import { isAsked, isStronger, labelIn, type Settings } from "./sources.ts";

/** Checks settings against each other. What another version remembered is not judged by itself: it must be possible to take it
 * away. */
export function checkConfig(config: Config, settings: Settings): void {
  checkPaths(config, settings);
  checkSenders(config, settings);
  if (isAsked(settings.batchFrom) || isAsked(settings.partitionKey)) checkBatchKey(config, settings);
  if (config.apiId !== undefined) refuseApiWide(config, settings);
  if (isAsked(settings.schema) || isAsked(settings.accept)) checkSchema(config, settings);
  if (config.envelope === undefined) refuseWithoutEnvelope(settings);
  checkCors(config, settings);
  checkQuota(config, settings);
  checkWatch(config, settings);
  checkArchive(config, settings);
  if (isAsked(settings.respond) || isAsked(settings.status)) checkAnswer(config);
}

function checkPaths({ path, batchPath, partitionKey }: Config, settings: Settings): void {
  const [pathLabel, batchLabel] = [labelIn(settings, "path"), labelIn(settings, "batchPath")];
  if (batchPath === path)
    throw new UsageError(
      `${batchLabel} and ${pathLabel} are both "${path}".`,
      "Give the batch route a path of its own, such as /batch.",
    );
  if (batchPath && clash(path, batchPath))
    throw new UsageError(
      `${pathLabel} ${path} and ${batchLabel} ${batchPath} differ only in the name of a part in braces, and API Gateway takes one name there.`,
      "Give that part the same name in both.",
    );
  const parameter = partitionKey.type === "path" ? partitionKey.name : undefined;
  const without = parameter && [path, batchPath].find((one) => one && !one.includes(`{${parameter}}`));
  if (without)
    throw new UsageError(
      `The path "${without}" has no {${parameter}} for ${labelIn(settings, "partitionKey")} path:${parameter}.`,
      `Pass a path such as --path /events/{${parameter}}.`,
    );
}

/** Where two paths part, only one of them may have a variable. */
function clash(one: string, other: string): boolean {
  const [parts, others] = [one.split("/"), other.split("/")];
  const at = parts.findIndex((part, index) => part !== others[index]);
  return [parts[at], others[at]].every((part) => part?.startsWith("{") === true);
}

function checkSchema({ schema, accept }: Config, settings: Settings): void {
  if (!schema || accept === undefined || jsonTypes(accept).length > 0) return;
  throw new UsageError(
    `${labelIn(settings, "schema")} applies to JSON bodies, and ${labelIn(settings, "accept")} ${settings.accept?.text} takes none.`,
    "Add json to --accept, or pass --schema none.",
  );
}

/** Says what is for an envelope only. Who switches the envelope off need not take away what a weaker source says about it. */
function refuseWithoutEnvelope(settings: Settings): void {
  const { envelope } = settings;
  const names = ["envelopeBody", "envelopeInclude"] as const;
  const unused = names.find((name) => {
    const given = settings[name];
    return isAsked(given) && isUseful(given.value) && !(envelope !== undefined && isStronger(envelope, given));
  });
  if (unused === undefined) return;
  throw new UsageError(
    `${labelIn(settings, unused)} is about an envelope, and there is none.`,
    "Add --envelope, or leave it out.",
  );
}

/** Says what is for an archive only. */
function checkArchive({ archive, archiveCompress, archiveBuffer }: Config, settings: Settings): void {
  const { megabytes = 5, seconds = 60 } = archiveBuffer ?? {};
  const unused = [
    ...(archiveCompress === "UNCOMPRESSED" ? (["archiveCompress"] as const) : []),
    ...(megabytes !== 5 || seconds !== 60 ? (["archiveBuffer"] as const) : []),
  ].find((name) => isAsked(settings[name]));
  if (archive || unused === undefined) return;
  // Who switches the archive off need not take away what a weaker source says about it.
  if (settings.archive !== undefined && isStronger(settings.archive, settings[unused]!)) return;
  throw ofNoUse(
    settings,
    ["archive"],
    `${labelIn(settings, unused)} is about an archive, and there is none.`,
    "Add --archive, or leave it out.",
  );
}

const isUseful = (value: string | readonly string[]): boolean => value !== "parsed" && value.length > 0;

function checkCors({ cors, corsHeaders = [], corsCredentials = false }: Config, settings: Settings): void {
  const needs = corsHeaders.length > 0 ? "corsHeaders" : corsCredentials ? "corsCredentials" : undefined;
  if (needs !== undefined && cors === undefined && isAsked(settings[needs]))
    throw ofNoUse(
      settings,
      ["cors"],
      `${labelIn(settings, needs)} is for pages in browsers, and no origin is named.`,
      "Add the origins of these pages, such as --cors https://app.example.com.",
    );
  if (!corsCredentials || cors?.includes("*") !== true) return;
  if (!isAsked(settings.cors) && !isAsked(settings.corsCredentials)) return;
  throw new UsageError(
    `${labelIn(settings, "cors")} * cannot go with ${labelIn(settings, "corsCredentials")}: browsers send no credentials to an endpoint that is for all origins.`,
    "Name the origins, such as --cors https://app.example.com, or pass --no-cors-credentials.",
  );
}

/** Where records are no part of one JSON document, $input.path cannot find a key in them. */
function checkBatchKey({ batchFrom, batchPath, partitionKey }: Config, settings: Settings): void {
  if (!batchPath || partitionKey.type !== "body") return;
  const indexed = partitionKey.path.some((step) => typeof step === "number");
  if (batchFrom?.type !== "firehose" && !(batchFrom?.type === "ndjson" && indexed)) return;
  const what = batchFrom.type === "firehose" ? "the body" : "an item of a list";
  throw new UsageError(
    `${labelIn(settings, "partitionKey")} cannot be from ${what} with ${labelIn(settings, "batchFrom")} ${batchFrom.type}.`,
    "Pass --partition-key request-id, or one from a header.",
  );
}

/** HTTP has no body with these statuses: API Gateway would drop the receipt without a word. */
function checkAnswer({ respond, status: { accepted = 200 } }: Config): void {
  if (respond.type !== "receipt" || (accepted !== 204 && accepted !== 205)) return;
  throw new UsageError(
    `An answer with status ${accepted} has no body, and so no receipt.`,
    "Pass another --status accepted=, such as 201, or --respond empty.",
  );
}

/** What concerns the whole API is not to be set on one that others made. */
function refuseApiWide({ cors, schema, allowIps, accept = [] }: Config, settings: Settings): void {
  const wide = [
    cors?.length && labelIn(settings, "cors"),
    schema && labelIn(settings, "schema"),
    allowIps?.length && labelIn(settings, "allowIps"),
    binaryTypes(accept).length > 0 && `${labelIn(settings, "accept")} with binary types`,
  ].filter(Boolean);
  if (wide.length === 0) return;
  throw new UsageError(
    `${wide.join(" and ")} would change all of an API that this proxy only puts its routes into (${labelIn(settings, "apiId")}).`,
    "Leave it out, or let kinesis-proxy make an API of its own.",
  );
}
