import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { Config, Respond } from "../core/context.ts";
import { cidr, nameOf, urlPath, wholeNumber, yesOrNo } from "./parse.ts";

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
  shards: wholeNumber("--shards", 1, 10_000),
  onDemand: yesOrNo("--on-demand"),
  retention: wholeNumber("--retention", 24, 8_760),
  kmsKey: nameOf("--kms-key", /^\S+$/, "the characters of a key id, an ARN or alias/NAME", 2_048),
  path: urlPath,
  auth: (text: string): "NONE" | "AWS_IAM" => {
    if (/^none$/i.test(text)) return "NONE";
    if (/^(iam|aws_iam)$/i.test(text)) return "AWS_IAM";
    throw new UsageError(`--auth takes none or iam, not "${text}".`);
  },
  apiKey: yesOrNo("--api-key"),
  respond: (text: string): Respond => {
    if (text === "empty" || text === "receipt") return { type: text };
    if (text.startsWith("@")) return { type: "template", template: template(text.slice(1)) };
    throw new UsageError(`--respond takes empty, receipt or @FILE, not "${text}".`);
  },
  allowIps: (text: string): readonly string[] => allowList(text.split(/[\s,]+/).filter((one) => one !== "")),
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
}

type Parsed<K extends SettingName> = ReturnType<(typeof parsers)[K]>;

/** The value that the strongest source gives, checked; undefined when none does. */
export function setting<K extends SettingName>(name: K, sources: Sources): Parsed<K> | undefined {
  const raw = asked(name, sources) ?? sources.state[name];
  if (raw === undefined) return undefined;
  if (name === "respond" && typeof raw === "object" && raw !== null) return raw as Parsed<K>;
  return parsers[name](Array.isArray(raw) ? raw.join(" ") : String(raw)) as Parsed<K>;
}

/** All that was asked this time by flag, environment or file: what the state file remembers. */
export function askedSettings(sources: Sources): Record<string, unknown> {
  const names = (Object.keys(parsers) as SettingName[]).filter((name) => name !== "name");
  const given = names.filter((name) => asked(name, sources) !== undefined);
  return Object.fromEntries(given.map((name) => [name, setting(name, sources)]));
}

/** Everything about the proxy, resolved once: flag, environment, kinesis-proxy.json, state, default. */
export function resolveConfig(
  sources: Sources,
  place: { readonly region: string; readonly endpoint: string | undefined },
): Config {
  const get = <K extends SettingName>(name: K): Parsed<K> | undefined => setting(name, sources);
  const name = get("name");
  const onDemand = get("onDemand");
  const shards = get("shards");
  if (onDemand === true && sources.flags.shards !== undefined)
    throw new UsageError("--shards and --on-demand exclude each other: an on-demand stream chooses its own shards.");
  const mode = sources.flags.shards !== undefined ? "PROVISIONED" : onDemand === undefined ? undefined : onDemand;
  return {
    name: name ?? DEFAULT_NAME,
    ...place,
    streamName: get("streamName") ?? name ?? DEFAULT_NAME,
    roleName: get("roleName") ?? name ?? DEFAULT_NAME,
    apiName: get("apiName") ?? name ?? DEFAULT_API_NAME,
    shards,
    mode: mode === true ? "ON_DEMAND" : mode === undefined ? undefined : "PROVISIONED",
    retentionHours: get("retention"),
    kmsKey: get("kmsKey"),
    path: get("path") ?? "/",
    authorization: get("auth") ?? "NONE",
    apiKey: get("apiKey"),
    respond: get("respond") ?? { type: "empty" },
    allow: get("allowIps"),
    stage: get("stage") ?? "production",
  };
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

function asked(name: SettingName, { flags, env, file }: Sources): unknown {
  return flags[name] ?? env[envName(name)] ?? file[name];
}

/** `streamName` is KINESIS_PROXY_STREAM_NAME. */
export function envName(name: SettingName): string {
  return `KINESIS_PROXY_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}

/** Every setting's name. */
export const settingNames = Object.keys(parsers) as readonly SettingName[];

function template(path: string): string {
  let text: string;
  try {
    text = readFileSync(resolve(path), "utf8");
  } catch (error) {
    throw new UsageError(`The template ${path} cannot be read: ${reason(error)}.`, "--respond @FILE takes a file.");
  }
  if (text.trim() === "")
    throw new UsageError(
      `The template ${path} is empty, which to API Gateway means "pass Kinesis' answer on".`,
      "For an empty answer: --respond empty.",
    );
  return text;
}

/** A file system error in a few words. */
export function reason(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === "ENOENT") return "it is not there";
  if (code === "EISDIR") return "it is a directory";
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}
