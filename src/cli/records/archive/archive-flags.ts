import type { Flags } from "../../../settings/flags/flag.ts";

/** The flag that reads an archive in place of a stream. */
export const archiveFlag = {
  fromArchive: {
    value: "[place]",
    text: "read the archive in place of the stream: the proxy's own, s3://BUCKET/PREFIX, or a folder with a copy",
  },
} as const satisfies Flags;
