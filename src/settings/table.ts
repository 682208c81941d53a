import { allowList } from "./parse/allow-list.ts";
import { accessLogFormat, formatTag, logRetention, retentionDays, storedFormat } from "./parse/log-settings.ts";
import { envelopeBodies, type EnvelopeBody, type EnvelopePart } from "../mapping/request/envelope.ts";
import type { FirehoseKey } from "../mapping/handshake/firehose-key.ts";
import type { HandshakeToken } from "../mapping/handshake/handshake.ts";
import { statusRanges, type Statuses } from "../mapping/response/statuses.ts";
import { arnOf, nameOf, oneOf, orNone, urlPath, wholeNumber, words, yesOrNo } from "./parse/parse.ts";
import { batchFrom, batchFromOfTag, batchFromTag } from "./parse/parse-batch-from.ts";
import { accept, cors, corsHeaders, envelope, envelopeInclude, partitionKey, statuses } from "./parse/parse-mapping.ts";
import { quota, type Quota } from "./parse/quota.ts";
import { firehoseKey, handshakeToken, HIDDEN } from "./parse/secret.ts";
import { handshakeName } from "./parse/handshake-name.ts";
import { respond, storedRespond } from "./parse/respond.ts";
import { schema } from "./parse/schema.ts";
import { presetName } from "./parse/preset.ts";
import { presetNames } from "./presets.ts";
import { throttle, throttleText, type Throttle } from "./parse/throttle.ts";
import { setting, type Setting } from "./setting.ts";
import {
  numbers,
  text,
  textOrFalse,
  texts,
  textsOrChoice,
  textsOrFalse,
  trueOrFalse,
  whole,
  type Shape,
} from "./shapes.ts";

/** The tutorial's name for everything but the REST API. */
export const DEFAULT_NAME = "api-gateway-kinesis-proxy";

/** A name: its JSON and its parser. */
const name = (characters: RegExp, allowed: string, most: number) => ({
  json: text({ pattern: characters.source, maxLength: most }),
  parse: nameOf(characters, allowed, most),
});
/** A number in a range. */
const count = (least: number, most: number) => ({ json: whole(least, most), parse: wholeNumber(least, most) });
/** The days that CloudWatch Logs knows. */
const days: Shape<number> = { ...whole(1, 3_653), schema: { enum: retentionDays } };
/** A switch, with its `--no-` twin. */
const choice = { json: trueOrFalse, parse: yesOrNo };

/** Every setting of the proxy, in the order of the help. Flags, environment names, kinesis-proxy.json and its JSON Schema, the
 * README's table, `Config`, the library's options, what the state file and the REST API's tags remember: all come from here. */
export const table = {
  name: setting({
    argument: "<name>",
    help: "the proxy's name: the stream, role, policy and REST API bear it",
    ...name(/^[A-Za-z0-9_.-]+$/, "letters, digits, dots, hyphens and underscores", 64),
    default: () => DEFAULT_NAME,
  }),
  streamName: setting({
    group: "which-stream",
    argument: "<name>",
    help: "name of the stream, where it is not the proxy's",
    ...name(/^[A-Za-z0-9_.-]+$/, "letters, digits, dots, hyphens and underscores", 128),
    default: (proxy) => proxy ?? DEFAULT_NAME,
    tag: "kinesis-proxy-stream",
  }),
  streamArn: setting({
    group: "which-stream",
    argument: "<arn>",
    help: "use this existing stream; down keeps it",
    json: textOrFalse(),
    parse: orNone<string | undefined>(
      undefined,
      arnOf(/^arn:[\w-]+:kinesis:[\w-]+:\d{12}:stream\/[A-Za-z0-9_.-]{1,128}$/, "a stream"),
    ),
    none: "Write --stream-arn none for a stream of its own.",
    store: (value) => value ?? "",
  }),
  roleName: setting({
    group: "which-role",
    argument: "<name>",
    help: "name of the role and its policy, where it is not the proxy's",
    ...name(/^[\w+=,.@-]+$/, "letters, digits and any of _+=,.@-", 64),
    default: (proxy) => proxy ?? DEFAULT_NAME,
    tag: "kinesis-proxy-role",
  }),
  roleArn: setting({
    group: "which-role",
    argument: "<arn>",
    help: "use this existing role; needs no rights in IAM, and down keeps it",
    json: textOrFalse(),
    parse: orNone<string | undefined>(undefined, arnOf(/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/, "a role")),
    none: "Write --role-arn none for a role of its own.",
    store: (value) => value ?? "",
  }),
  apiName: setting({
    group: "which-api",
    argument: "<name>",
    help: "name of the REST API, where it is not the proxy's",
    ...name(/^[\x20-\x7e]+$/, "printable ASCII characters", 255),
    default: (proxy) => proxy ?? "KinesisProxy",
    tag: "kinesis-proxy-api",
  }),
  apiId: setting({
    group: "which-api",
    argument: "<id>",
    help: "put the routes into this existing REST API; down takes only them away",
    json: textOrFalse(),
    parse: orNone<string | undefined>(undefined, nameOf(/^[a-z0-9]+$/, "lower-case letters and digits", 32)),
    none: "Write --api-id none for an API of its own.",
    store: (value) => value ?? "",
  }),
  shards: setting({
    group: "stream",
    argument: "<count>",
    help: "number of shards",
    usually: "1; an existing stream keeps its own",
    ...count(1, 10_000),
  }),
  onDemand: setting({
    group: "stream",
    help: "let AWS choose the number of shards",
    no: true,
    ...choice,
  }),
  retention: setting({
    group: "stream",
    argument: "<hours>",
    help: "how long records are kept: 24 to 8760",
    usually: "24; an existing stream keeps its own",
    ...count(24, 8_760),
  }),
  maxRecordSize: setting({
    group: "stream",
    argument: "<kib>",
    help: "largest record in KiB: 1024 to 10240, of which about 7680 fit through the endpoint",
    usually: "1024; an existing stream keeps its own",
    ...count(1_024, 10_240),
  }),
  kmsKey: setting({
    group: "stream",
    argument: "<key>",
    help: "encrypt with this KMS key: an id, an ARN or alias/NAME",
    ...name(/^\S+$/, "the characters of a key id, an ARN or alias/NAME", 2_048),
  }),
  path: setting({
    group: "path",
    argument: "<path>",
    help: "path of the endpoint",
    usually: "/",
    json: text({ pattern: "^/" }),
    parse: urlPath,
    default: () => "/",
    tag: "kinesis-proxy-path",
  }),
  apiKey: setting({
    group: "method",
    help: "callers must send an API key, in the header x-api-key; the run that makes it shows its value",
    no: "callers need no API key",
    ...choice,
    tag: "kinesis-proxy-api-key",
  }),
  quota: setting({
    group: "limits",
    argument: "<count/period>",
    help: "requests that each API key may make, such as 10000/day; /week and /month too; none for no limit",
    no: true,
    none: "Write --no-quota for no limit.",
    json: textOrFalse<`${number}/${"day" | "week" | "month"}`>({ pattern: "^[1-9][0-9]*/(day|week|month)$|^none$" }),
    parse: orNone<Quota | "none">("none", quota),
    store: (_value, given) => given,
    tag: "kinesis-proxy-quota",
    toTag: (value) => (value === "none" ? value : `${value.limit}/${value.period.toLowerCase()}`),
  }),
  auth: setting({
    group: "method",
    argument: "<type>",
    help: "who may call: none, or iam (signed requests only)",
    json: textOrFalse<"none" | "iam">({ enum: ["none", "iam"] }),
    parse: oneOf<"NONE" | "AWS_IAM">(
      [
        [/^(none|false)$/i, "NONE"],
        [/^(iam|aws_iam)$/i, "AWS_IAM"],
      ],
      "none or iam",
    ),
    default: () => "NONE" as const,
    tag: "kinesis-proxy-auth",
    toTag: (value) => (value === "AWS_IAM" ? "iam" : "none"),
  }),
  schema: setting({
    group: "schema",
    argument: "<file>",
    help: "JSON Schema (draft 4) that JSON bodies must fit, or they get 400 (not those of the batch route); none for none",
    no: true,
    none: "Write --schema none for any body.",
    json: textOrFalse(),
    parse: schema,
    restore: (stored) => (typeof stored === "string" ? stored : undefined),
  }),
  partitionKey: setting({
    group: "mapping",
    argument: "<source>",
    help: "request-id, source-ip, header:NAME, query:NAME, path:NAME, body:JSONPATH or constant:TEXT",
    usually: "request-id",
    json: text<"request-id" | "source-ip" | `${"header" | "query" | "path" | "body" | "constant"}:${string}`>({
      pattern: "^(request-id|source-ip)$|^(header|query|path|body|constant):",
    }),
    parse: partitionKey,
    default: () => ({ type: "request-id" }) as const,
    store: (_value, given) => given,
  }),
  batchPath: setting({
    group: "mapping",
    argument: "<path>",
    help: "a second route that takes a JSON list of up to 500 records, at most 64 levels deep; none for none",
    no: true,
    none: "Write --batch-path none for no such route.",
    json: textOrFalse({ pattern: "^/|^none$" }),
    parse: orNone<string>("", urlPath),
    tag: "kinesis-proxy-batch-path",
    toTag: (value) => value || "none",
  }),
  batchFrom: setting({
    group: "mapping",
    argument: "<form>",
    help: "where the records of its requests are: records, another NAME, a path such as $.data.events, ndjson or firehose",
    usually: "records: the member of that name, or the list itself",
    json: text(),
    parse: batchFrom,
    store: (_value, given) => given,
    tag: "kinesis-proxy-batch-from",
    toTag: batchFromTag,
    fromTag: batchFromOfTag,
  }),
  firehoseKey: setting({
    group: "mapping",
    argument: "<key>",
    help: "access key that Firehose must send (--batch-from firehose), in the place of API key and signature; kept in the deployed API only; none for none",
    no: true,
    none: "Write --no-firehose-key for none.",
    json: textOrFalse(),
    parse: firehoseKey,
    shown: () => HIDDEN,
    store: ({ asked }) => asked,
    restore: (stored): FirehoseKey | undefined => (stored === true ? { asked: true, value: undefined } : undefined),
  }),
  getEvents: setting({
    group: "mapping",
    help: "GETs are events, too: the query becomes a record, as a JSON object",
    no: true,
    ...choice,
    tag: "kinesis-proxy-get-events",
  }),
  handshake: setting({
    group: "mapping",
    argument: "<query-name>",
    help: "a GET, or a POST without a body, with this parameter in its query is a handshake: its value comes back as text, and makes no record; none for none",
    no: true,
    none: "Write --no-handshake for none.",
    json: textOrFalse(),
    parse: orNone<string>("", handshakeName),
    tag: "kinesis-proxy-handshake",
    toTag: (value) => value || "none",
  }),
  handshakeToken: setting({
    group: "mapping",
    argument: "<name=value>",
    help: "parameter and value without which a handshake gets 403, such as hub.verify_token=TEXT; the value is kept in the deployed API only; none for none",
    no: true,
    none: "Write --no-handshake-token for none.",
    json: textOrFalse(),
    parse: handshakeToken,
    shown: (given) => `${given.slice(0, Math.max(0, given.indexOf("=")))}=${HIDDEN}`,
    store: ({ name: parameter }) => (parameter === "" ? false : parameter),
    restore: (stored): HandshakeToken | undefined =>
      typeof stored === "string" ? { name: stored, value: undefined } : undefined,
  }),
  health: setting({
    group: "mapping",
    argument: "<path>",
    help: "a path that answers GET and HEAD with 200 and makes no record, for everybody whom the resource policy lets in; none for none",
    no: true,
    none: "Write --no-health for no such path.",
    json: textOrFalse({ pattern: "^/|^none$" }),
    parse: orNone<string>("", urlPath),
    tag: "kinesis-proxy-health",
    toTag: (value) => value || "none",
  }),
  accept: setting({
    group: "mapping",
    argument: "<type...>",
    help: "the only content types it takes: json, form, text, any (some 45 common ones), or such as application/xml",
    usually: "json",
    json: texts,
    parse: accept,
    store: (_value, given) => words(given),
  }),
  envelope: setting({
    group: "mapping",
    argument: "[header...]",
    help: "wrap the body with time, address, user agent, request id and these request headers",
    no: "the body alone",
    none: "Write --no-envelope for the body alone, --envelope for an envelope without headers.",
    json: textsOrChoice,
    parse: envelope,
    store: (value) => value?.headers ?? false,
  }),
  envelopeBody: setting({
    group: "mapping",
    argument: "<form>",
    help: "the body in the envelope: parsed (JSON as a value), or exactly what was sent, as text or base64",
    usually: "parsed",
    json: text<EnvelopeBody>({ enum: envelopeBodies }),
    parse: oneOf<EnvelopeBody>(
      envelopeBodies.map((one) => [new RegExp(`^${one}$`, "i"), one]),
      "parsed, text or base64",
    ),
    default: () => "parsed" as const,
  }),
  envelopeInclude: setting({
    group: "mapping",
    argument: "<part...>",
    help: "add to the envelope: method, path, query, headers (all but credentials), key (the partition key); none for none",
    no: true,
    none: "Write --envelope-include none for none of them.",
    json: textsOrFalse,
    parse: envelopeInclude,
    default: (): readonly EnvelopePart[] => [],
  }),
  newline: setting({
    group: "mapping",
    help: "end each record with a line end",
    no: "the record as it is",
    ...choice,
    default: () => false,
  }),
  cors: setting({
    group: "mapping",
    argument: "<origin...>",
    help: "browsers of these origins may call; * for all, none for none",
    no: true,
    none: "Write --cors none for no origin.",
    json: textsOrFalse,
    parse: cors,
    tag: "kinesis-proxy-cors",
    // A tag takes no asterisk.
    toTag: (value) => value.join(" ").replace("*", "all") || "none",
    fromTag: (value) => (value === "all" ? "*" : value),
  }),
  corsHeaders: setting({
    group: "mapping",
    argument: "<name...>",
    help: "request headers that pages of --cors may send besides the usual ones; none for none",
    no: true,
    none: "Write --cors-headers none for the usual ones alone.",
    json: textsOrFalse,
    parse: corsHeaders,
    tag: "kinesis-proxy-cors-headers",
    toTag: (value) => value.join(" ") || "none",
  }),
  corsCredentials: setting({
    group: "mapping",
    help: "pages of --cors may send credentials, as sendBeacon always does; not with *",
    no: true,
    ...choice,
    tag: "kinesis-proxy-cors-credentials",
  }),
  status: setting({
    group: "mapping",
    argument: "<class=code...>",
    help: "own statuses: accepted, refused, busy, ours, kinesis; such as busy=503; none for none",
    no: true,
    none: "Write --status none for the usual statuses.",
    json: numbers(statusRanges),
    parse: statuses,
    default: (): Partial<Statuses> => ({}),
  }),
  respond: setting({
    group: "respond",
    argument: "<answer>",
    help: "answer to a stored record: empty, receipt or @FILE, a template that makes a 2xx of Kinesis' answer",
    usually: "empty",
    json: text<"empty" | "receipt" | `@${string}`>({ pattern: "^(empty|receipt)$|^@" }),
    parse: respond,
    default: () => ({ type: "empty" }) as const,
    restore: storedRespond,
  }),
  stage: setting({
    group: "stage",
    argument: "<stage>",
    help: "stage to deploy to",
    usually: "production",
    ...name(/^[A-Za-z0-9_-]+$/, "letters, digits, hyphens and underscores", 128),
    default: () => "production",
    tag: "kinesis-proxy-stage",
  }),
  throttle: setting({
    group: "limits",
    argument: "<rate[/burst]>",
    help: "requests a second that the stage lets through, and how many at once; more get 429; none for none",
    no: true,
    none: "Write --throttle none for no limit but the account's.",
    json: textOrFalse({ pattern: "^[0-9.]+(/[0-9]+)?$|^none$" }),
    parse: orNone<Throttle | false>(false, throttle),
    store: (value) => (value === false ? false : throttleText(value)),
    tag: "kinesis-proxy-throttle",
    toTag: (value) => (value === false ? "none" : throttleText(value)),
  }),
  accessLog: setting({
    group: "watch",
    help: "log each request to CloudWatch Logs, as a line of JSON",
    no: "no access log",
    ...choice,
    tag: "kinesis-proxy-access-log",
  }),
  accessLogFormat: setting({
    group: "watch",
    argument: "<format>",
    help: "own format of a line: text and $context variables, one of them $context.requestId; none for the usual one",
    no: true,
    none: "Write --access-log-format none for the usual format.",
    json: textOrFalse(),
    parse: accessLogFormat,
    store: storedFormat,
    tag: "kinesis-proxy-access-log-format",
    toTag: formatTag,
  }),
  logRetention: setting({
    group: "watch",
    argument: "<days>",
    help: "how long log lines are kept: 1, 3, 5, 7, 14, 30, 60, 90 and more days that CloudWatch Logs knows",
    usually: "14",
    json: days,
    parse: logRetention,
    tag: "kinesis-proxy-log-retention",
  }),
  executionLog: setting({
    group: "watch",
    argument: "<level>",
    help: "what API Gateway says of how it works on requests: off, error (of failed ones) or info (of all)",
    no: true,
    none: "Write --execution-log off for none.",
    json: textOrFalse<"off" | "error" | "info">({ enum: ["off", "error", "info"] }),
    parse: oneOf<"OFF" | "ERROR" | "INFO">(
      [
        [/^(off|none|false)$/i, "OFF"],
        [/^error$/i, "ERROR"],
        [/^info$/i, "INFO"],
      ],
      "off, error or info",
    ),
    tag: "kinesis-proxy-execution-log",
    toTag: (value) => value.toLowerCase(),
  }),
  dataTrace: setting({
    group: "watch",
    help: "write bodies and headers into the execution log, with all that is secret in them",
    no: true,
    ...choice,
    tag: "kinesis-proxy-data-trace",
  }),
  tracing: setting({
    group: "watch",
    help: "trace requests with X-Ray",
    no: true,
    ...choice,
    tag: "kinesis-proxy-tracing",
  }),
  detailedMetrics: setting({
    group: "watch",
    help: "metrics of each method by itself, which CloudWatch charges for",
    no: true,
    ...choice,
    tag: "kinesis-proxy-detailed-metrics",
  }),
  preset: setting({
    group: "preset",
    argument: "<sender>",
    help: `the settings that a known sender needs, where nothing else says them: ${presetNames.join(", ")}`,
    no: true,
    none: "Write --preset none to forget the sender; its settings stay.",
    json: textOrFalse({ enum: [...presetNames, "none"] }),
    parse: orNone<string>("", presetName),
    tag: "kinesis-proxy-preset",
    toTag: (value) => value || "none",
  }),
  allowIps: setting({
    group: "access",
    argument: "<cidr...>",
    help: "who may call; everybody else gets 403",
    no: true,
    none: 'Write "kinesis-proxy allow-ips --clear" to let everybody call.',
    json: textsOrFalse,
    parse: orNone<readonly string[]>([], (given) => allowList(words(given))),
  }),
} as const;

export type Table = typeof table;
export type SettingName = keyof Table;

/** Every setting's name. */
export const settingNames = Object.keys(table) as readonly SettingName[];

/** The entries where it does not count which setting they are of. */
export const entries: Readonly<Record<SettingName, Setting<unknown>>> = table;
