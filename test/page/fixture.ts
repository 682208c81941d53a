import type {
  ApiView,
  Body,
  Phase,
  PutPlace,
  Refused,
  RenderResult,
  RequestRow,
  RequestWay,
  StreamView,
} from "../../src/local/page/api.ts";
import { phases } from "../../src/local/execute-api/trail/phases.ts";

const encode = (text: string): string => Buffer.from(text).toString("base64");

export const template = `#set($key = $input.params('x-tenant'))
{
  "StreamName": "orders",
  "PartitionKey": "$context.requestId",
  "Data": "$util.base64Encode($input.body)"
}`;

export const refusedType: Refused = {
  phase: "template",
  type: "UNSUPPORTED_MEDIA_TYPE",
  why: "The request is text/plain, and POST /events has a mapping template for application/json only.",
  settings: ["--accept"],
  change:
    'Send another Content-Type, or take this one, too, with "kinesis-proxy up --accept json text/plain": it names all types.',
};

/** A row of the list. */
export function row(id: number, more: Partial<RequestRow> = {}): RequestRow {
  return {
    id,
    at: Date.UTC(2026, 10, 27, 12, 0, id),
    method: "POST",
    path: "/events",
    query: "",
    contentType: "application/json",
    size: 64,
    status: 200,
    ms: 3.2,
    apiId: "7yqtbnc5s7",
    stage: "production",
    route: "POST /events",
    stored: {
      stream: "orders",
      region: "us-east-1",
      shardId: `shardId-00000000000${id % 4}`,
      sequenceNumber: "49680473026881826560899513847946863664559407410930778114",
      count: 1,
      failed: 0,
    },
    ...more,
  };
}

/** A row that was refused. */
export function refusedRow(id: number, refused: Refused = refusedType, more: Partial<RequestRow> = {}): RequestRow {
  const { stored: _, ...rest } = row(id, { status: 415, contentType: "text/plain", refused, ...more });
  return rest;
}

/** A body of these bytes. */
export function body(id: number, part: string, bytes: string | Uint8Array, contentType = "application/json"): Body {
  const all = Buffer.from(bytes);
  const some = all.subarray(0, 256 * 1024);
  const text = some.toString();
  const valid = Buffer.from(text).equals(some);
  return {
    size: all.length,
    contentType,
    encoding: valid ? "text" : "base64",
    text: valid ? text : some.toString("base64"),
    whole: some.length === all.length,
    href: `/_local/api/requests/${id}/bytes/${part}`,
  };
}

const titles: Readonly<Record<string, string>> = {
  front: "API Gateway",
  route: "Route",
  authorization: "Authorization",
  policy: "Resource policy",
  key: "API key",
  throttle: "Throttle",
  validation: "Validation",
  template: "Integration request",
  integration: "Integration",
  "response-template": "Integration response",
  answer: "Method response",
};
const says: Readonly<Record<string, string>> = {
  front: "The request is within API Gateway's limits.",
  route: "POST /events takes it.",
  authorization: "No signature is asked for.",
  policy: "The API has no resource policy: everybody may call.",
  key: "No API key is asked for.",
  throttle: "Below the limits of the stage.",
  validation: "No model is asked for.",
  template: "The template for application/json made the call.",
  integration: "Kinesis took the record.",
  "response-template": "The response for 200 made the answer.",
  answer: "200 goes back.",
};

/** The way of a row, of a request with this body. */
export function way(of: RequestRow, sent: string | Uint8Array): RequestWay {
  const { id, refused } = of;
  const asked = {
    StreamName: "orders",
    PartitionKey: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    Data: encode(sent.toString()),
  };
  const place: PutPlace = {
    partitionKey: asked.PartitionKey,
    hashKey: "212345678901234567890123456789012345678",
    at: 0.624,
    shardId: of.stored?.shardId ?? "shardId-000000000002",
    sequenceNumber: "49680473026881826560899513847946863664559407410930778114",
    data: { encoding: "text", data: sent.toString().slice(0, 2000), size: Buffer.from(sent).length },
  };
  const stopAt = refused === undefined ? phases.length : phases.indexOf(refused.phase);
  const list = phases.map((name, index): Phase => {
    const none = ["authorization", "policy", "key", "validation"].includes(name);
    const outcome = index === stopAt ? "refused" : index > stopAt ? "skipped" : none ? "none" : "passed";
    const base = {
      title: titles[name] ?? name,
      outcome,
      says: outcome === "skipped" ? "Not reached." : (says[name] ?? ""),
      ...(index < stopAt && { ms: name === "integration" ? 2.6 : 0.04 }),
      ...(outcome === "refused" && refused !== undefined && { refused }),
    } as const;
    if (name === "template")
      return {
        ...base,
        name,
        template: { contentType: "application/json", text: template },
        ...(outcome === "passed" && { rendered: body(id, "rendered", JSON.stringify(asked, undefined, 2)) }),
        values:
          outcome === "passed"
            ? [
                { source: "$context.requestId", value: asked.PartitionKey },
                { source: "$util.base64Encode($input.body)", value: asked.Data.slice(0, 200) },
              ]
            : [],
        mapped:
          outcome === "passed"
            ? [
                [
                  "integration.request.header.Content-Type",
                  "'application/x-amz-json-1.1'",
                  "application/x-amz-json-1.1",
                ],
              ]
            : [],
      };
    if (name === "response-template")
      return {
        ...base,
        name,
        template: { contentType: "application/json", text: "{}" },
        ...(outcome === "passed" && { rendered: body(id, "answer", "{}") }),
        values: [],
        mapped: [],
        selected: "200",
      };
    if (name === "integration")
      return {
        ...base,
        name,
        target: "Kinesis PutRecord",
        role: "arn:aws:iam::000000000000:role/api-gateway-orders",
        ...(outcome === "passed" && {
          asked: {
            headers: [{ name: "X-Amz-Target", value: "Kinesis_20131202.PutRecord" }],
            body: body(id, "asked", JSON.stringify(asked)),
          },
          answered: {
            status: 200,
            headers: [],
            body: body(
              id,
              "answered",
              JSON.stringify({ SequenceNumber: place.sequenceNumber, ShardId: place.shardId }),
            ),
          },
        }),
        records: outcome === "passed" ? [place] : [],
      };
    return {
      ...base,
      name,
      facts:
        name === "route"
          ? [
              ["Resource", "/events"],
              ["Stage", "production"],
            ]
          : [],
    };
  });
  return {
    row: of,
    request: {
      method: of.method,
      url: `http://127.0.0.1:4566/_aws/execute-api/7yqtbnc5s7/production${of.path}${of.query === "" ? "" : `?${of.query}`}`,
      target: `/_aws/execute-api/7yqtbnc5s7/production${of.path}`,
      protocol: "HTTP/1.1",
      sourceIp: "127.0.0.1",
      headers: [
        { name: "Host", value: "127.0.0.1:4566" },
        { name: "User-Agent", value: "curl/7.88.1" },
        { name: "Content-Type", value: of.contentType },
        { name: "x-api-key", value: "very-secret-value-of-a-key", secret: true },
      ],
      body: body(id, "request", sent, of.contentType),
    },
    phases: list,
    answer: {
      status: of.status,
      headers: [{ name: "x-amzn-RequestId", value: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef" }],
      body: body(id, "answer", refused === undefined ? "{}" : '{"message":"Unsupported Media Type"}'),
    },
    copies: {
      curl: `curl -H 'Content-Type: ${of.contentType}' -d '…' http://127.0.0.1:4566/_aws/execute-api/7yqtbnc5s7/production/events`,
      send: "kinesis-proxy send --local event.json",
    },
  };
}

const shardAt = (index: number, of: number) => ({
  id: `shardId-00000000000${index}`,
  open: true,
  firstHash: String((2n ** 128n * BigInt(index)) / BigInt(of)),
  lastHash: String((2n ** 128n * BigInt(index + 1)) / BigInt(of) - 1n),
  from: index / of,
  to: (index + 1) / of,
  records: [120, 342, 97, 201][index] ?? 0,
  bytes: 34_000 * (index + 1),
  recordsPerSecond: [0, 12.4, 3.2, 0.4][index] ?? 0,
  bytesPerSecond: 900 * index,
  parents: [],
});

export const stream: StreamView = {
  region: "us-east-1",
  name: "orders",
  status: "ACTIVE",
  mode: "PROVISIONED",
  openShards: 4,
  records: 760,
  retentionHours: 24,
  encrypted: false,
  shards: [0, 1, 2, 3].map((index) => shardAt(index, 4)),
};

export const records = {
  records: Array.from({ length: 12 }, (_, index) => ({
    shardId: `shardId-00000000000${index % 4}`,
    sequenceNumber: `4968047302688182656089951384794686366455940741093077811${index}`,
    partitionKey: `customer-${index * 17}`,
    arrivedAt: new Date(Date.UTC(2026, 10, 27, 12, 0, 40 - index)).toISOString(),
    encoding: "json",
    data: { event: "purchase", customer: `customer-${index * 17}`, amount: 12.5 * index, currency: "EUR" },
    size: 84,
    requestId: 9,
    at: index / 12,
  })),
  before: "x",
};

export const api: ApiView = {
  region: "us-east-1",
  apiId: "7yqtbnc5s7",
  name: "Orders",
  stages: [{ name: "production", url: "http://127.0.0.1:4566/_aws/execute-api/7yqtbnc5s7/production" }],
  edits: 1,
  up: "npx kinesis-proxy up --local --name orders",
  showKey: "npx kinesis-proxy key show --local --name orders",
  stageViews: [
    {
      name: "production",
      url: "http://127.0.0.1:4566/_aws/execute-api/7yqtbnc5s7/production",
      deploymentId: "a1b2c3",
      deployedAt: Date.UTC(2026, 10, 27, 11, 58),
      routes: [
        {
          method: "POST",
          path: "/events",
          says: "Writes a record into the stream orders (PutRecord).",
          demands: ["An API key is needed."],
          templates: [{ contentType: "application/json", text: template }],
          responses: [
            { status: "200", pattern: "200", templates: [{ contentType: "application/json", text: "{}" }] },
            { status: "500", pattern: "", templates: [] },
          ],
        },
      ],
      policy: ["Allows everybody from 203.0.113.0/24 and 127.0.0.1."],
      policyText: '{"Version":"2012-10-17","Statement":[]}',
      settings: [["Throttle", "100 a second, 200 at once"]],
      edits: [
        {
          says: "POST /events: the request template for application/json was changed.",
          before: template,
          after: template.replace("requestId", "identity.sourceIp"),
        },
      ],
    },
  ],
  keys: [{ id: "k1", name: "orders", enabled: true, plans: ["orders"] }],
};

/** What trying a template answers. */
export const tried: RenderResult = {
  rendered: {
    encoding: "json",
    data: {},
    size: 120,
    text: '{"StreamName":"orders","PartitionKey":"a","Data":"eyJhIjoxfQ=="}',
  },
  values: [
    { source: "$input.params('x-tenant')", value: "", empty: true },
    { source: "$context.requestId", value: "c6af9ac6" },
  ],
  records: [
    {
      partitionKey: "a",
      hashKey: "1",
      at: 0.31,
      shardId: "shardId-000000000001",
      data: { encoding: "json", data: { a: 1 }, size: 7 },
    },
  ],
  answer: { status: 200, headers: [], text: "{}" },
};
