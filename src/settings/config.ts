import { UsageError } from "../engine/errors.ts";
import type { Config } from "../engine/context.ts";
import { checkAdopted, nameIn } from "./existing-resources.ts";
import { checkConfig } from "./check-config.ts";
import { asked, flagName, naming, origin, whence, type Origin, type Sources } from "./sources.ts";
import type { Whence } from "./given-file.ts";
import { isRespond } from "./respond.ts";
import { parsers, settingNames, type SettingName } from "./table.ts";

/** The tutorial's name for everything but the REST API. */
export const DEFAULT_NAME = "api-gateway-kinesis-proxy";
const DEFAULT_API_NAME = "KinesisProxy";

type Parsed<K extends SettingName> = ReturnType<(typeof parsers)[K]>;

/** The value that the strongest source gives, checked; undefined when none does. */
export function setting<K extends SettingName>(name: K, sources: Sources): Parsed<K> | undefined {
  const from = origin(name, sources);
  if (from === undefined) return undefined;
  return naming(sources, [name], () => value(name, from, sources.cwd));
}

function value<K extends SettingName>(name: K, from: Origin, cwd: string): Parsed<K> {
  const { raw } = from;
  if (from.source === "flags" || from.source === "file") refuseNothing(name, raw);
  if (name === "respond" && from.source !== "file" && isRespond(raw)) return raw as Parsed<K>;
  if (name === "schema" && from.source === "state" && typeof raw === "string") return raw as Parsed<K>;
  const parse = parsers[name] as (text: string, whence: Whence) => Parsed<K>;
  return parse(asText(raw), whence(from.source, cwd));
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
  throw new UsageError(`${flagName(name)} is empty.`, hint);
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
  naming(sources, settingNames, () => checkAdopted(adopted, get("streamName"), place.region));
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
  naming(sources, settingNames, () => checkConfig(config, (one) => asked(one, sources) !== undefined));
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
    if (source !== "state" && onDemand === true && shards !== undefined)
      naming(only, ["shards", "onDemand"], () => {
        throw new UsageError(
          "--shards and --on-demand exclude each other: an on-demand stream chooses its own shards.",
          "Leave one of them out.",
        );
      });
    if (onDemand !== undefined) return onDemand ? "ON_DEMAND" : "PROVISIONED";
    if (shards !== undefined) return "PROVISIONED";
  }
  return undefined;
}

function asText(raw: unknown): string {
  if (Array.isArray(raw)) return raw.join(" ");
  return typeof raw === "object" ? JSON.stringify(raw) : String(raw);
}
