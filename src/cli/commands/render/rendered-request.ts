import type { Config } from "../../../settings/config.ts";
import { UsageError } from "../../../engine/errors.ts";

const methods = ["POST", "GET", "HEAD"] as const;

/** The flags that describe the request to render. */
export interface RenderOptions {
  readonly header?: readonly string[] | undefined;
  readonly contentType?: string | undefined;
  readonly url?: string | undefined;
  readonly request?: string | undefined;
}

/** A request, with its path below the stage. */
export interface RenderedRequest {
  readonly method: (typeof methods)[number];
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** The request that the flags describe. Throws UsageError. */
export function requestOf(
  config: Config,
  { header = [], contentType, url, request = "POST" }: RenderOptions,
): RenderedRequest {
  const method = methods.find((one) => one === request.toUpperCase());
  if (method === undefined) throw new UsageError(`--request takes POST, GET or HEAD, not "${request}".`);
  const [path = "/", query = ""] = (url ?? config.path.replace(/\{[^}]*\}/g, "sample")).split("?");
  if (!path.startsWith("/")) throw new UsageError(`--url begins with a slash, and "${url}" does not.`);
  const headers = header.map((line) => {
    const colon = line.indexOf(":");
    if (colon < 1) throw new UsageError(`"${line}" is not a header.`, "Write --header 'Name: value'.");
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  const typed = headers.some(([name]) => name.toLowerCase() === "content-type");
  // A GET has no body.
  const type = contentType ?? (method === "POST" ? "application/json" : undefined);
  return { method, path, query, headers: typed || type === undefined ? headers : [["Content-Type", type], ...headers] };
}
