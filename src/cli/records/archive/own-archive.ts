import type { Identity } from "../../../engine/context.ts";
import { UsageError } from "../../../engine/errors.ts";
import type { Config } from "../../../settings/config.ts";
import { bucketName, layoutOf } from "../../../steps/archive/layout/layout.ts";

/** Where the proxy's own archive is. Throws a UsageError where it has none. */
export function ownArchive(
  config: Config,
  identity: Identity | undefined,
): { readonly bucket: string; readonly prefix: string } {
  const layout = layoutOf(config);
  if (layout !== undefined && identity !== undefined)
    return { bucket: bucketName(config, identity), prefix: layout.base };
  throw new UsageError(
    `The proxy ${config.name} has no archive.`,
    'To have one: "kinesis-proxy up --archive". To read another: --from-archive s3://BUCKET/PREFIX, or a folder.',
  );
}
