import { UsageError } from "../core/errors.ts";
import type { Config } from "../core/context.ts";
import { checkAdopted, nameIn } from "./adopted.ts";
import { checkConfig } from "./check-config.ts";
import { NOWHERE, type Whence } from "./given-file.ts";
import { arnOf, cidr, nameOf, orNone, urlPath, wholeNumber, yesOrNo } from "./parse.ts";
import { accept, cors, envelope, partitionKey, schema, statuses, words } from "./parse-mapping.ts";
import { isRespond, parseRespond } from "./respond.ts";

const plain = /^[A-Za-z0-9_.-]+$/;
const plainWords = "letters, digits, dots, hyphens and underscores";

/** The tutorial's name for everything but the REST API. */
export const DEFAULT_NAME = "api-gateway-kinesis-proxy";
const DEFAULT_API_NAME = "KinesisProxy";

/** How each setting's text becomes its value. A setting's name is also its flag's: streamName is --stream-name. */
const parsers = {
  name: nameOf("--name", plain, plainWords, 64),
  streamName: nameOf("--stream-name", plain, plainWords, 128),
  roleName: nameOf("--role-name", /^[\w+=,.@-]+$/, "letters, digits and any of _+=,.@-", 64),
  apiName: nameOf("--api-name", /^[\x20-\x7e]+$/, "printable ASCII characters", 255),
  streamArn: orNone(
    arnOf("--stream-arn", /^arn:[\w-]+:kinesis:[\w-]+:\d{12}:stream\/[A-Za-z0-9_.-]{1,128}$/, "a stream"),
  ),
  roleArn: orNone(arnOf("--role-arn", /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/, "a role")),
  apiId: orNone(nameOf("--api-id", /^[a-z0-9]+$/, "lower-case letters and digits", 32)),
  shards: wholeNumber("--shards", 1, 10_000),
  onDemand: yesOrNo("--on-demand"),
  retention: wholeNumber("--retention", 24, 8_760),
  kmsKey: nameOf("--kms-key", /^\S+$/, "the characters of a key id, an ARN or alias/NAME", 2_048),
  path: urlPath("--path"),
  auth: (text: string): "NONE" | "AWS_IAM" => {
    if (/^none$/i.test(text)) return "NONE";
    if (/^(iam|aws_iam)$/i.test(text)) return "AWS_IAM";
    throw new UsageError(`--auth takes none or iam, not "${text}".`);
  },
  apiKey: yesOrNo("--api-key"),
  respond: parseRespond,
  allowIps: (text: string): readonly string[] => allowList(words(text)),
  status: statuses,
  partitionKey,
  batchPath: (text: string): string => (/^(none|false)?$/i.test(text) ? "" : urlPath("--batch-path")(text)),
  accept,
  envelope,
  newline: yesOrNo("--newline"),
  cors,
  schema,
  stage: nameOf("--stage", /^[A-Za-z0-9_-]+$/, "letters, digits, hyphens and underscores", 128),
} as const;

export type SettingName = keyof typeof parsers;

/** Settings as a source gives them: texts, numbers, booleans or lists. */
export type Source = Readonly<Partial<Record<SettingName, unknown>>>;

/** Where settings come from, the strongest first. */
export interface Sources {
  readonly flags: Source;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: Source;
  readonly state: Source;
  /** Where relative paths begin. */
  readonly cwd: string;
}

type Parsed<K extends SettingName> = ReturnType<(typeof parsers)[K]>;

/** The value that the strongest source gives, checked; undefined when none does. */
export function setting<K extends SettingName>(name: K, sources: Sources): Parsed<K> | undefined {
  const from = origin(name, sources);
  if (from === undefined) return undefined;
  const { raw } = from;
  if (from.source === "flags" || from.source === "file") refuseNothing(name, raw);
  if (name === "respond" && from.source !== "file" && isRespond(raw)) return raw as Parsed<K>;
  if (name === "schema" && from.source === "state" && typeof raw === "string") return raw as Parsed<K>;
  const parse = parsers[name] as (text: string, whence: Whence) => Parsed<K>;
  return parse(asText(raw), whence(from.source, sources.cwd));
}

interface Origin {
  readonly source: "flags" | "env" | "file" | "state";
  readonly raw: unknown;
}

/** The strongest source that says something about it, and what; undefined when none does. */
function origin(name: SettingName, { flags, env, file, state }: Sources): Origin | undefined {
  const said: readonly Origin[] = [
    { source: "flags", raw: flags[name] },
    // A variable that is set to nothing says nothing.
    { source: "env", raw: env[envName(name)] || undefined },
    { source: "file", raw: file[name] },
    { source: "state", raw: state[name] },
  ];
  return said.find(({ raw }) => raw !== undefined && raw !== null);
}

/** Which files a value of this source may name: the settings file those beside it, the state file none. */
function whence(source: Origin["source"], cwd: string): Whence {
  return { cwd, ...(source === "file" && { within: cwd }), ...(source === "state" && { within: NOWHERE }) };
}

/** How to say "none" to the flags that would take nothing for it. */
const none: Readonly<Partial<Record<SettingName, string>>> = {
  batchPath: "Write --batch-path none for no such route.",
  cors: "Write --cors none for no origin.",
  status: "Write --status none for the usual statuses.",
  envelope: "Write --no-envelope for the body alone, --envelope for an envelope without headers.",
  schema: "Write --schema none for any body.",
  streamArn: "Write --stream-arn none for a stream of its own.",
  roleArn: "Write --role-arn none for a role of its own.",
  apiId: "Write --api-id none for an API of its own.",
  allowIps: 'Write "kinesis-proxy allow-ips --clear" to let everybody call.',
};

/** `--cors "$ORIGIN"` with an empty variable is a mistake, not a wish. */
function refuseNothing(name: SettingName, raw: unknown): void {
  const hint = none[name];
  const texts: readonly unknown[] = Array.isArray(raw) && raw.length > 0 ? raw : [raw];
  if (hint === undefined || texts.some((one) => typeof one !== "string" || one.trim() !== "")) return;
  throw new UsageError(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is empty.`, hint);
}

/** The same with the files that flags name read, once for all. */
export function readFiles(sources: Sources): Sources {
  const { respond, schema: bodies } = sources.flags;
  const content = {
    ...(respond !== undefined && { respond: setting("respond", sources) }),
    // "none" becomes "", which is no value that a flag may have.
    ...(bodies !== undefined && { schema: setting("schema", sources) || "none" }),
  };
  return { ...sources, flags: { ...sources.flags, ...content } };
}

/** All that was asked this time by flag, environment or file: what the state file remembers. */
export function askedSettings(sources: Sources): Record<string, unknown> {
  const names = (Object.keys(parsers) as SettingName[]).filter((name) => name !== "name");
  const given = names.filter((name) => asked(name, sources) !== undefined);
  const values = Object.fromEntries(given.map((name) => [name, setting(name, sources)]));
  const ended = (["streamArn", "roleArn"] as const).filter((name) => endsAdoption(name, sources));
  return {
    ...values,
    ...Object.fromEntries(ended.map((name) => [name, ""])),
    // A number of shards ends what was remembered of --on-demand.
    ...(sources.state.onDemand === true && modeOf(sources) === "PROVISIONED" && { onDemand: false }),
  };
}

/** Everything about the proxy, resolved once: flag, environment, kinesis-proxy.json, state, default. */
export function resolveConfig(
  sources: Sources,
  place: { readonly region: string; readonly endpoint: string | undefined },
): Config {
  const get = <K extends SettingName>(name: K): Parsed<K> | undefined => setting(name, sources);
  const name = get("name");
  const adopted = adoptedIn(sources);
  checkAdopted(adopted, get("streamName"), place.region);
  const config: Config = {
    name: name ?? DEFAULT_NAME,
    ...place,
    ...adopted,
    streamName: nameIn(adopted.streamArn) ?? get("streamName") ?? name ?? DEFAULT_NAME,
    roleName: nameIn(adopted.roleArn) ?? get("roleName") ?? name ?? DEFAULT_NAME,
    apiName: get("apiName") ?? name ?? DEFAULT_API_NAME,
    shards: get("shards"),
    mode: modeOf(sources),
    retentionHours: get("retention"),
    kmsKey: get("kmsKey"),
    path: get("path") ?? "/",
    authorization: get("auth") ?? "NONE",
    apiKey: get("apiKey"),
    respond: get("respond") ?? { type: "empty" },
    statuses: get("status") ?? {},
    partitionKey: get("partitionKey") ?? "request-id",
    batchPath: get("batchPath"),
    accept: get("accept"),
    envelope: get("envelope") || undefined,
    newline: get("newline") ?? false,
    cors: get("cors"),
    schema: get("schema"),
    allow: get("allowIps"),
    stage: get("stage") ?? "production",
  };
  checkConfig(config, (one) => asked(one, sources) !== undefined);
  return config;
}

/** Existing resources that are to be used. A name that is asked for now ends an ARN that was asked for then. */
function adoptedIn(sources: Sources): Pick<Config, "streamArn" | "roleArn" | "apiId"> {
  const arn = (name: "streamArn" | "roleArn"): string | undefined =>
    endsAdoption(name, sources) ? undefined : setting(name, sources) || undefined;
  return { streamArn: arn("streamArn"), roleArn: arn("roleArn"), apiId: setting("apiId", sources) || undefined };
}

function endsAdoption(name: "streamArn" | "roleArn", sources: Sources): boolean {
  const instead = name === "streamArn" ? "streamName" : "roleName";
  return asked(name, sources) === undefined && asked(instead, sources) !== undefined && Boolean(sources.state[name]);
}

/** The strongest source that says --on-demand or a number of shards decides; within one source --on-demand does. */
function modeOf(sources: Sources): Config["mode"] {
  const nothing: Sources = { flags: {}, env: {}, file: {}, state: {}, cwd: sources.cwd };
  for (const source of ["flags", "env", "file", "state"] as const) {
    const only = { ...nothing, [source]: sources[source] };
    const [onDemand, shards] = [setting("onDemand", only), setting("shards", only)];
    if (source === "flags" && onDemand === true && shards !== undefined)
      throw new UsageError("--shards and --on-demand exclude each other: an on-demand stream chooses its own shards.");
    if (onDemand !== undefined) return onDemand ? "ON_DEMAND" : "PROVISIONED";
    if (shards !== undefined) return "PROVISIONED";
  }
  return undefined;
}

/** Checks a list of addresses: each one, that none is there twice, and that the policy fits. */
export function allowList(texts: readonly string[]): readonly string[] {
  const list = [...new Set(texts.map(cidr))];
  // A resource policy holds 8192 characters; about 420 of them are not addresses.
  const characters = list.reduce((sum, one) => sum + one.length + 3, 420);
  if (characters > 8_192)
    throw new UsageError(
      `${list.length} ranges are too many: a resource policy holds 8192 characters.`,
      "Join neighbouring ranges.",
    );
  return list;
}

/** What is said about it this time, by flag, environment or settings file. */
function asked(name: SettingName, sources: Sources): unknown {
  return origin(name, { ...sources, state: {} })?.raw;
}

/** `streamName` is KINESIS_PROXY_STREAM_NAME. */
export function envName(name: SettingName): string {
  return `KINESIS_PROXY_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}

/** Every setting's name. */
export const settingNames = Object.keys(parsers) as readonly SettingName[];

function asText(raw: unknown): string {
  if (Array.isArray(raw)) return raw.join(" ");
  return typeof raw === "object" ? JSON.stringify(raw) : String(raw);
}
