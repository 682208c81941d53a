import { printJsonPath } from "../../mapping/request/json-path.ts";
import { parseBatchFrom, type BatchFrom } from "../../mapping/request/split/batch-from.ts";
import { checked } from "./parse-mapping.ts";

/** `--batch-from`. */
export function batchFrom(text: string): BatchFrom {
  const hint = "It takes records, another NAME, a path such as $.data.events, ndjson or firehose.";
  return checked(() => parseBatchFrom(text), hint);
}

/** As the REST API's tag has it: a tag takes neither dollar signs nor brackets. */
export function batchFromTag(from: BatchFrom): string {
  const said = from.type === "list" ? (from.bare ? String(from.path[0]) : `$${printJsonPath(from.path)}`) : from.type;
  return /^\w+$/.test(said) ? said : `base64:${Buffer.from(said).toString("base64")}`;
}

/** What such a tag says. */
export function batchFromOfTag(tag: string): string {
  const [, encoded] = /^base64:(.*)$/.exec(tag) ?? [];
  return encoded === undefined ? tag : Buffer.from(encoded, "base64").toString();
}
