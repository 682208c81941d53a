import type { Config } from "../../../settings/config.ts";
import { UsageError } from "../../../engine/errors.ts";

/** The flags that describe the request to render. */
export interface RenderOptions {
  readonly header?: readonly string[] | undefined;
  readonly contentType?: string | undefined;
  readonly url?: string | undefined;
}

/** A POST, with its path below the stage. */
export interface RenderedRequest {
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** The request that the flags describe. Throws UsageError. */
export function requestOf(
  config: Config,
  { header = [], contentType = "application/json", url }: RenderOptions,
): RenderedRequest {
  const [path = "/", query = ""] = (url ?? config.path.replace(/\{[^}]*\}/g, "sample")).split("?");
  if (!path.startsWith("/")) throw new UsageError(`--url begins with a slash, and "${url}" does not.`);
  const headers = header.map((line) => {
    const colon = line.indexOf(":");
    if (colon < 1) throw new UsageError(`"${line}" is not a header.`, "Write --header 'Name: value'.");
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  const typed = headers.some(([name]) => name.toLowerCase() === "content-type");
  return { path, query, headers: typed ? headers : [["Content-Type", contentType], ...headers] };
}
