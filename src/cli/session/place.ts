import { lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import { isLoopback, isReal } from "../../aws/plain-http.ts";
import { UsageError } from "../../engine/errors.ts";
import type { IO } from "../../report/io.ts";
import type { GlobalOptions } from "../global-flags.ts";
import type { FileSettings } from "../../settings/settings-file.ts";

/** Which AWS is meant. */
export interface Place {
  readonly endpoint: string | undefined;
  /** The built-in local AWS. */
  readonly local: boolean;
  /** Fixed credentials, for plain-http endpoints when the environment has none. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  readonly profile: string | undefined;
}

/** Where the local AWS answers unless KINESIS_PROXY_LOCAL_PORT says otherwise. */
export const LOCAL_PORT = 4566;
export const LOCAL_REGION = "ap-northeast-2";

function resolvePlace(options: GlobalOptions, file: FileSettings, env: IO["env"]): Place {
  const local = options.local === true;
  if (local && options.endpointUrl !== undefined)
    throw new UsageError("--local and --endpoint-url exclude each other.", "Leave one of them out.");
  // An unset variable in a script must not mean AWS itself.
  if (options.endpointUrl === "")
    throw new UsageError("--endpoint-url is empty.", "It looks like http://127.0.0.1:4566.");
  const said = options.endpointUrl ?? (env["AWS_ENDPOINT_URL"] || undefined);
  const there = url(text(file.endpointUrl), ' ("endpointUrl" in kinesis-proxy.json)');
  const written = local || said !== undefined ? undefined : there;
  const endpoint = local
    ? `http://127.0.0.1:${options.localPort ?? localPort(env)}`
    : (url(said, options.endpointUrl === undefined ? " (AWS_ENDPOINT_URL)" : "") ?? written);
  const profile = options.profile ?? text(file.profile);
  if (written !== undefined) refuseFromFile(written, profile);
  const plain = endpoint?.startsWith("http:") === true;
  // An emulator takes any credentials, and a real profile's have no business on a plain-http line.
  const credentials =
    local || written !== undefined || (plain && profile === undefined)
      ? dummy(local ? {} : env, written !== undefined)
      : undefined;
  return { endpoint, local, credentials, profile: credentials === undefined ? profile : undefined };
}

/** The same, and where nothing of ours names an endpoint, that of the AWS profile, which gets the profile's credentials. */
export async function placeOf(options: GlobalOptions, file: FileSettings, env: IO["env"]): Promise<Place> {
  const place = resolvePlace(options, file, env);
  if (place.endpoint !== undefined || env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] === "true") return place;
  const { profileEndpoint } = await import("../../aws/profile-endpoint.ts");
  const endpoint = url(await profileEndpoint(place.profile), " (endpoint_url of the AWS profile)");
  return { ...place, endpoint };
}

/** Whoever can write a file into a folder is not to choose who gets the calls, and least of all signed ones. */
function refuseFromFile(endpoint: string, profile: string | undefined): void {
  const { hostname } = new URL(endpoint);
  if (!isLoopback(hostname))
    throw new UsageError(
      `kinesis-proxy.json may name an endpointUrl of this machine only, not of ${hostname}.`,
      "Pass it with --endpoint-url or AWS_ENDPOINT_URL.",
    );
  if (profile === undefined) return;
  throw new UsageError(
    "The endpointUrl of kinesis-proxy.json takes no calls with the credentials of a profile.",
    "Pass the endpoint with --endpoint-url or AWS_ENDPOINT_URL, or leave the profile out.",
  );
}

/** The port of the local AWS; 0 means a free one. */
export function localPort(env: IO["env"], flag?: string): number {
  const raw = flag ?? env["KINESIS_PROXY_LOCAL_PORT"];
  if (raw === undefined || raw === "") return LOCAL_PORT;
  const port = /^\d{1,5}$/.test(raw) ? Number(raw) : NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new UsageError(
    `${flag === undefined ? "KINESIS_PROXY_LOCAL_PORT" : "--port"} takes a port from 0 to 65535, not "${raw}".`,
  );
}

/** Where the state of this proxy on this AWS is kept. */
export function statePath(options: GlobalOptions, cwd: string, name: string, place: Place): string {
  if (options.state !== undefined) {
    if (options.state === "") throw new UsageError("--state is empty.", "Pass the path of a file.");
    return resolve(cwd, options.state);
  }
  const path = join(stateFolder(cwd), `${name}${suffix(place)}.json`);
  for (const one of [stateFolder(cwd), path]) refuseLink(one);
  return path;
}

/** The folder of the state files. */
export function stateFolder(cwd: string): string {
  return join(cwd, ".kinesis-proxy");
}

/** A link would let whoever made this folder say what is written elsewhere. */
function refuseLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new UsageError(
    `${path} is a link, and state is not written through it.`,
    "Remove the link, or name the state file with --state.",
  );
}

function suffix({ endpoint, local }: Place): string {
  if (endpoint === undefined) return "";
  const { hostname, port } = new URL(endpoint);
  if (local) return port === String(LOCAL_PORT) ? ".local" : `.local-${port}`;
  return `.${hostname.replace(/[^A-Za-z0-9.-]/g, "")}${port === "" ? "" : `-${port}`}`;
}

/** The region that flag, environment, settings file or state name; undefined when none does. */
export function namedRegion(
  options: GlobalOptions,
  file: FileSettings,
  env: IO["env"],
  state: string | undefined,
): string | undefined {
  const given = [
    ["", options.region],
    [" (AWS_REGION)", env["AWS_REGION"]],
    [" (AWS_DEFAULT_REGION)", env["AWS_DEFAULT_REGION"]],
    [' ("region" in kinesis-proxy.json)', text(file.region)],
    [" (in the state file)", state],
  ] as const;
  const [from = "", region] = given.find(([, one]) => one !== undefined && one !== "") ?? [];
  if (options.region === "" || (region !== undefined && !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)))
    throw new UsageError(
      options.region === "" ? `"" is no AWS region.` : `"${region}"${from} is no AWS region.`,
      "Regions look like ap-northeast-2 or eu-west-1.",
    );
  return region;
}

/** The environment's credentials where there are any; `worthless`: unless they are real. */
function dummy(env: IO["env"], worthless: boolean) {
  const [id, secret, token] = [env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"], env["AWS_SESSION_TOKEN"]];
  if (id === undefined || secret === undefined) return { accessKeyId: "local", secretAccessKey: "local" };
  if (!worthless) return undefined;
  return isReal(id, token)
    ? { accessKeyId: "local", secretAccessKey: "local" }
    : { accessKeyId: id, secretAccessKey: secret };
}

/** The address of an endpoint, checked. */
function url(given: string | undefined, from: string): string | undefined {
  if (given === undefined) return undefined;
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  if (parsed === undefined ? given.includes("@") : parsed.username !== "" || parsed.password !== "")
    throw new UsageError(
      "The URL of the endpoint holds a user name or a password, which would be printed and written down.",
      "Leave them out: calls to AWS are signed.",
    );
  if (parsed !== undefined && /^https?:\/\//.test(given)) return given.replace(/\/+$/, "");
  throw new UsageError(`"${given}"${from} is no URL of an endpoint.`, "It looks like http://127.0.0.1:4566.");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
