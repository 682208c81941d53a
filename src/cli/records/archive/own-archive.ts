import { UsageError } from "../../../engine/errors.ts";
import type { Config } from "../../../settings/config.ts";

/** Where the proxy's own archive is. Throws a UsageError where it has none. */
export function ownArchive(_config: Config): { readonly bucket: string; readonly prefix: string } {
  throw new UsageError("This proxy has no archive.", "Name one: --from-archive s3://BUCKET/PREFIX, or a folder.");
}
