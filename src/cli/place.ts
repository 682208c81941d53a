import { join, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { IO } from "../report/io.ts";
import type { GlobalOptions } from "./options.ts";
import type { FileSettings } from "./settings-file.ts";

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

export function resolvePlace(options: GlobalOptions, file: FileSettings, env: IO["env"]): Place {
  const local = options.local === true;
  if (local && options.endpointUrl !== undefined)
    throw new UsageError("--local and --endpoint-url exclude each other.", "Leave one of them away.");
  // An unset variable in a script must not mean AWS itself.
  if (options.endpointUrl === "")
    throw new UsageError("--endpoint-url is empty.", "It looks like http://127.0.0.1:4566.");
  const given = options.endpointUrl ?? env["AWS_ENDPOINT_URL"] ?? text(file.endpointUrl);
  const endpoint = local
    ? `http://127.0.0.1:${options.localPort ?? localPort(env)}`
    : given === undefined || given === ""
      ? undefined
      : url(given);
  const plain = endpoint?.startsWith("http:") === true;
  const profile = options.profile ?? text(file.profile);
  // An emulator takes any credentials, and a real profile's have no business on a plain-http line.
  const credentials = local || (plain && profile === undefined) ? dummy(local ? {} : env) : undefined;
  return { endpoint, local, credentials, profile: credentials === undefined ? profile : undefined };
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
  return join(stateFolder(cwd), `${name}${suffix(place)}.json`);
}

/** The folder of the state files. */
export function stateFolder(cwd: string): string {
  return join(cwd, ".kinesis-proxy");
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
  const given = [options.region, env["AWS_REGION"], env["AWS_DEFAULT_REGION"], text(file.region), state];
  const region = given.find((one) => one !== undefined && one !== "");
  if (options.region === "" || (region !== undefined && !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)))
    throw new UsageError(
      `"${options.region === "" ? "" : region}" is no AWS region.`,
      "Regions look like ap-northeast-2 or eu-west-1.",
    );
  return region;
}

function dummy(env: IO["env"]) {
  const [id, secret] = [env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"]];
  if (id === undefined || secret === undefined) return { accessKeyId: "local", secretAccessKey: "local" };
  return undefined;
}

function url(given: string): string {
  if (URL.canParse(given) && /^https?:\/\//.test(given)) return given.replace(/\/+$/, "");
  throw new UsageError(`"${given}" is no URL of an endpoint.`, "It looks like http://127.0.0.1:4566.");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
