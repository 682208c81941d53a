import type { Readable } from "node:stream";

/** An object of an archive. */
export interface ArchiveObject {
  readonly key: string;
  /** When it was written, in milliseconds since 1970: none of its records arrived later. */
  readonly written: number;
}

/** Where archived objects lie: a bucket, or a folder. */
export interface ArchiveStore {
  /** The archive as users write it: `s3://BUCKET/PREFIX` or a path. */
  readonly name: string;
  /** The folders right below a prefix, each with a slash at its end, without the prefix. */
  folders(prefix: string): Promise<readonly string[]>;
  /** The objects whose keys begin with the prefix, in the order of their keys as S3 has it; with `after`, those whose keys come after it. */
  objects(prefix: string, after?: string): AsyncIterable<ArchiveObject>;
  /** The bytes of an object as they lie there, and whether S3 says that they are gzip. */
  open(key: string): Promise<{ readonly body: Readable; readonly gzip: boolean }>;
}
