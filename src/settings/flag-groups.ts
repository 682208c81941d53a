import type { Flag } from "./flag.ts";
import type { SettingName } from "./table.ts";

/** A setting's flag, or its twin that switches off. */
type SettingFlag = readonly [SettingName, Flag];

/** The flag that switches off what its twin asks for; "none" for the twin's value says the same, and stands in the help. */
const off = (name: SettingName): SettingFlag => [name, { no: true, text: "", hidden: true }];

/** The flags of the settings, in groups: a command takes whole groups. */
const groups = {
  "which-stream": [
    ["streamName", { value: "<name>", text: "name of the stream, where it is not the proxy's" }],
    ["streamArn", { value: "<arn>", text: "use this existing stream; down keeps it" }],
  ],
  "which-role": [
    ["roleName", { value: "<name>", text: "name of the role and its policy, where it is not the proxy's" }],
    ["roleArn", { value: "<arn>", text: "use this existing role; needs no rights in IAM, and down keeps it" }],
  ],
  "which-api": [
    ["apiName", { value: "<name>", text: "name of the REST API, where it is not the proxy's" }],
    ["apiId", { value: "<id>", text: "put the routes into this existing REST API; down takes only them away" }],
  ],
  stream: [
    ["shards", { value: "<count>", text: "number of shards (1; an existing stream keeps its own)" }],
    ["onDemand", { text: "let AWS choose the number of shards" }],
    off("onDemand"),
    [
      "retention",
      { value: "<hours>", text: "how long records are kept: 24 to 8760 (24; an existing stream keeps its own)" },
    ],
    ["kmsKey", { value: "<key>", text: "encrypt with this KMS key: an id, an ARN or alias/NAME" }],
  ],
  path: [["path", { value: "<path>", text: "path of the endpoint (/)" }]],
  method: [
    [
      "apiKey",
      { text: "callers must send an API key, in the header x-api-key; the run that makes it shows its value" },
    ],
    ["apiKey", { no: true, text: "callers need no API key" }],
    ["auth", { value: "<type>", text: "who may call: none, or iam (signed requests only)" }],
  ],
  schema: [
    [
      "schema",
      {
        value: "<file>",
        text: "JSON Schema (draft 4) that JSON bodies must fit, or they get 400 (not those of the batch route); none for none",
      },
    ],
    off("schema"),
  ],
  mapping: [
    [
      "partitionKey",
      {
        value: "<source>",
        text: "request-id, source-ip, header:NAME, query:NAME, path:NAME, body:JSONPATH or constant:TEXT (request-id)",
      },
    ],
    [
      "batchPath",
      {
        value: "<path>",
        text: "a second route that takes a JSON list of up to 500 records, at most 64 levels deep; none for none",
      },
    ],
    off("batchPath"),
    [
      "accept",
      {
        value: "<type...>",
        text: "the only content types it takes: json, form, text, any (some 40 common ones), or such as application/xml (json)",
      },
    ],
    [
      "envelope",
      {
        value: "[header...]",
        text: "wrap the body with time, address, user agent, request id and these request headers",
      },
    ],
    ["envelope", { no: true, text: "the body alone" }],
    ["newline", { text: "end each record with a line end" }],
    ["newline", { no: true, text: "the record as it is" }],
    ["cors", { value: "<origin...>", text: "browsers of these origins may call; * for all, none for none" }],
    off("cors"),
    [
      "status",
      {
        value: "<class=code...>",
        text: "own statuses: accepted, refused, busy, ours, kinesis; such as busy=503; none for none",
      },
    ],
    off("status"),
  ],
  respond: [
    [
      "respond",
      {
        value: "<answer>",
        text: "answer to a stored record: empty, receipt or @FILE, a template that makes a 2xx of Kinesis' answer (empty)",
      },
    ],
  ],
  stage: [["stage", { value: "<stage>", text: "stage to deploy to (production)" }]],
  access: [["allowIps", { value: "<cidr...>", text: "who may call; everybody else gets 403" }], off("allowIps")],
} as const satisfies Readonly<Record<string, readonly SettingFlag[]>>;

/** Settings that belong together. */
export type SettingGroup = keyof typeof groups;

/** Every group. */
export const allSettings: readonly SettingGroup[] = Object.keys(groups) as SettingGroup[];

/** The flags of these groups, in their order. */
export function flagsOf(names: readonly SettingGroup[]): readonly SettingFlag[] {
  return names.flatMap((name): readonly SettingFlag[] => groups[name]);
}
