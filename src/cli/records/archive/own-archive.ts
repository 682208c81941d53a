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
  if (config.archive === false && identity !== undefined) {
    const bucket = bucketName(config, identity);
    throw new UsageError(
      `The archive of ${config.name} is switched off.`,
      `What it wrote is where it was: --from-archive s3://${bucket}/${config.name}, or the place that --archive named.`,
    );
  }
  throw new UsageError(
    `The proxy ${config.name} has no archive.`,
    'To have one: "kinesis-proxy up --archive". To read another: --from-archive s3://BUCKET/PREFIX, or a folder.',
  );
}
