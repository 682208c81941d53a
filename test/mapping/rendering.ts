import { Input, type Parameters } from "../../src/local/velocity/aws/input.ts";
import { util } from "../../src/local/velocity/aws/util.ts";
import { render } from "../../src/local/velocity/render.ts";
import type { Value } from "../../src/local/velocity/values/value.ts";

/** What a template is run with, apart from what every request has. */
export interface Given extends Partial<Parameters> {
  readonly body?: string;
  readonly userAgent?: string;
  readonly extendedRequestId?: string;
  /** Milliseconds since 1970. */
  readonly receivedAt?: number;
  readonly requestTime?: string | null;
}

export const request = {
  id: "6f1c3c1e-0000-4000-8000-aaaaaaaaaaaa",
  extendedId: "QZFY0GF8PHcEDJg=",
  sourceIp: "203.0.113.7",
  path: "/production/events",
  receivedAt: 1_767_225_600_123,
};

/** As API Gateway writes the time of a request: `01/Jan/2026:00:00:00 +0000`. */
function requestTime(ms: number): string {
  const [, day, month, year, time] = /, (\d\d) (\w{3}) (\d{4}) (\S+) GMT$/.exec(new Date(ms).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

/** What the template prints, and what it overrode. */
export function run(template: string, given: Given = {}) {
  const { body = "{}", path = {}, querystring = {}, header = {}, extendedRequestId = request.extendedId } = given;
  const responseOverride = new Map<Value, Value>([["header", new Map<Value, Value>()]]);
  const identity = new Map<Value, Value>([
    ["sourceIp", request.sourceIp],
    ["userAgent", given.userAgent ?? null],
  ]);
  const context = new Map<Value, Value>([
    ["extendedRequestId", extendedRequestId],
    ["requestId", request.id],
    ["requestTimeEpoch", BigInt(given.receivedAt ?? request.receivedAt)],
    [
      "requestTime",
      given.requestTime === undefined ? requestTime(given.receivedAt ?? request.receivedAt) : given.requestTime,
    ],
    ["httpMethod", "POST"],
    ["path", request.path],
    ["identity", identity],
    ["responseOverride", responseOverride],
  ]);
  const variables: [string, Value][] = [
    ["input", new Input(body, { path, querystring, header })],
    ["util", util],
    ["context", context],
  ];
  const text = render(template, new Map(variables));
  const headers = Object.fromEntries(responseOverride.get("header") as Map<string, string>);
  const status = responseOverride.get("status") as bigint | undefined;
  return { text, status: status === undefined ? undefined : Number(status), headers };
}

/** A record as a rendered PutRecord or PutRecords request has it. */
export interface Rendered {
  readonly data: string;
  readonly key: string;
}

interface Wire {
  readonly Data: string;
  readonly PartitionKey: string;
}

/** The record of a rendered PutRecord request; fails when that is not JSON. */
export function record(template: string, given: Given = {}): Rendered {
  return rendered(JSON.parse(run(template, given).text) as Wire);
}

/** The records of a rendered PutRecords request. */
export function records(template: string, given: Given = {}): readonly Rendered[] {
  return (JSON.parse(run(template, given).text) as { readonly Records: readonly Wire[] }).Records.map(rendered);
}

function rendered({ Data, PartitionKey }: Wire): Rendered {
  return { data: Buffer.from(Data, "base64").toString("utf8"), key: PartitionKey };
}
