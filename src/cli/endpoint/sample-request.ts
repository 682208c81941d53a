import type { Config } from "../../settings/config.ts";
import { JSON_TYPES, jsonTypes } from "../../mapping/content-types.ts";
import { batchBody } from "../../mapping/request/split/batch-body.ts";
import { schemaSample } from "./schema-sample.ts";

/** A request that the endpoint accepts; `body` is undefined where no body that fits the schema could be made. */
export interface SampleRequest {
  readonly contentType: string;
  readonly body: string | undefined;
}

/** A request that the single route accepts. */
export async function sampleRequest(config: Config): Promise<SampleRequest> {
  const accepted = config.accept ?? JSON_TYPES;
  const [contentType = "application/json"] = accepted;
  const checked = config.schema !== undefined && config.schema !== "" && jsonTypes(accepted).includes(contentType);
  return { contentType, body: checked ? await fitting(config, contentType) : bodyOf(contentType) };
}

/** A request that the batch route accepts. */
export function sampleBatch({ batchFrom }: Config): SampleRequest {
  // A line end does not survive curl's -d.
  const texts = batchFrom?.type === "ndjson" ? ['{"hello":"world"}'] : ['{"hello":"world"}', '{"hello":"again"}'];
  const events = texts.map((one) => Buffer.from(one));
  const { contentType, body } = batchBody(events, batchFrom);
  return { contentType, body: body.toString().trimEnd() };
}

/** A path with its parameters filled in. */
export function filledPath(path: string): string {
  return path.replace(/\{[^}]*\}/g, "sample");
}

function bodyOf(contentType: string): string {
  if (/[/+](json|x-amz-json-1\.[01]|csp-report)$/.test(contentType)) return '{"hello":"world"}';
  if (contentType === "application/x-www-form-urlencoded") return "hello=world";
  return /[/+]xml$/.test(contentType) ? "<hello>world</hello>" : "hello world";
}

/** A body made from the schema, where the local API Gateway accepts it. */
async function fitting(config: Config, contentType: string): Promise<string | undefined> {
  const body = JSON.stringify(schemaSample(JSON.parse(config.schema ?? "{}")));
  const { takes } = await import("../commands/render/run-render.ts");
  return (await takes(config, contentType, body)) ? body : undefined;
}
