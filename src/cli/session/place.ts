import { isLoopback, isReal } from "../../aws/http/plain-http.ts";
import type { ServiceEndpoints } from "../../aws/endpoint/service-endpoint.ts";
import { UsageError } from "../../engine/errors.ts";
import type { IO } from "../../report/io.ts";
import type { GlobalOptions } from "../global-flags.ts";
import type { FileSettings } from "../../settings/file/settings-file.ts";

/** An AWS, and how to sign calls to it. */
export interface Place {
  readonly endpoint: string | undefined;
  /** Of single services, where they are not at `endpoint`. */
  readonly serviceEndpoints?: ServiceEndpoints;
  /** The built-in local AWS. */
  readonly local: boolean;
  /** Fixed credentials, for plain-http endpoints when the environment has none. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  readonly profile: string | undefined;
}

/** The port of the local AWS, unless KINESIS_PROXY_LOCAL_PORT sets another. */
export const LOCAL_PORT = 4566;
export const LOCAL_REGION = "ap-northeast-2";

function resolvePlace(options: GlobalOptions, file: FileSettings, env: IO["env"]): Place {
  const local = options.local === true;
  if (local && options.endpointUrl !== undefined)
    throw new UsageError("--local and --endpoint-url exclude each other.", "Leave one of them out.");
  // An unset variable in a script must not select AWS itself.
  if (options.endpointUrl === "")
    throw new UsageError("--endpoint-url is empty.", "It looks like http://127.0.0.1:4566.");
  if (options.profile === "") throw new UsageError("--profile is empty.", "Pass a name, or leave it out.");
  const said = options.endpointUrl ?? (env["AWS_ENDPOINT_URL"] || undefined);
  const there = url(text(file.endpointUrl), ' ("endpointUrl" in kinesis-proxy.json)');
  const written = local || said !== undefined ? undefined : there;
  const endpoint = local
    ? `http://127.0.0.1:${options.localPort ?? localPort(env)}`
    : (url(said, options.endpointUrl === undefined ? " (AWS_ENDPOINT_URL)" : "") ?? written);
  const profile = options.profile ?? text(file.profile);
  if (written !== undefined) refuseFromFile(written, profile);
  const plain = endpoint?.startsWith("http:") === true;
  // An emulator accepts any credentials, and real ones must not be sent over plain HTTP.
  const credentials =
    local || written !== undefined || (plain && profile === undefined)
      ? dummy(local ? {} : env, written !== undefined)
      : undefined;
  return { endpoint, local, credentials, profile: credentials === undefined ? profile : undefined };
}

/** The AWS that flags, environment and settings file name; else the endpoint in the AWS profile, with the profile's credentials. */
export async function placeOf(options: GlobalOptions, file: FileSettings, env: IO["env"]): Promise<Place> {
  const place = resolvePlace(options, file, env);
  const isVariable = options.local !== true && options.endpointUrl === undefined && Boolean(env["AWS_ENDPOINT_URL"]);
  if (env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] === "true" || (place.endpoint !== undefined && !isVariable))
    return place;
  const { profileEndpoints, variableEndpoints } = await import("../../aws/endpoint/service-endpoint.ts");
  if (isVariable) return { ...place, serviceEndpoints: checked(variableEndpoints(env)) };
  const { profileEndpoint } = await import("../../aws/endpoint/profile-endpoint.ts");
  const endpoint = url(await profileEndpoint(place.profile), " (endpoint_url of the AWS profile)");
  // Where there is none for all services, the SDK finds those of single ones.
  if (endpoint === undefined) return place;
  const single = { ...(await profileEndpoints(place.profile)), ...variableEndpoints(env) };
  return { ...place, endpoint, serviceEndpoints: checked(single) };
}

function checked(endpoints: ServiceEndpoints): ServiceEndpoints {
  for (const [service, endpoint] of Object.entries(endpoints)) url(endpoint, ` (endpoint URL of ${service})`);
  return endpoints;
}

/** Anybody who can write into the folder could redirect calls, even signed ones. */
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

/** undefined for the environment's own credentials; else fixed ones. `worthless`: real credentials are never used. */
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
      "The URL of the endpoint contains a user name or a password, which would be printed and saved.",
      "Leave them out: calls to AWS are signed.",
    );
  if (parsed !== undefined && /^https?:\/\//.test(given)) return given.replace(/\/+$/, "");
  throw new UsageError(`"${given}"${from} is not the URL of an endpoint.`, "It looks like http://127.0.0.1:4566.");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
