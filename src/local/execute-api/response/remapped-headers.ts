import type { DeployedIntegration } from "../../account/deployed.ts";

type Headers = Record<string, string | readonly string[]>;

// As recorded. The first are API Gateway's own, whoever gives them.
const own = ["connection", "content-length", "date", "server", "x-amzn-requestid"];
const proxied: ReadonlySet<string> = new Set(own);
const mapped: ReadonlySet<string> = new Set([
  ...own,
  "authorization",
  "content-md5",
  "expect",
  "host",
  "max-forwards",
  "proxy-authenticate",
  "trailer",
  "upgrade",
  "user-agent",
  "www-authenticate",
]);

/** The headers of an integration's answer as the caller sees them: those that are API Gateway's to set get another name,
 * `x-amzn-Remapped-…`, and those of the connection are left out. */
export function remappedHeaders(type: DeployedIntegration["type"], headers: Readonly<Headers>): Headers {
  const remapped = type === "HTTP_PROXY" ? proxied : mapped;
  const shown: Headers = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? "";
    const lower = name.toLowerCase();
    if (lower === "transfer-encoding" || (type === "HTTP_PROXY" && lower === "via")) continue;
    shown[remapped.has(lower) ? `x-amzn-Remapped-${name}` : name] = value;
  }
  return shown;
}
