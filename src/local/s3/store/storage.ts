import type { Bucket } from "./bucket.ts";
import type { Body, ObjectVersion } from "./object-version.ts";

/** Where buckets and bodies lie: in memory, or in a directory. */
export interface Storage {
  /** The buckets that were there at the start. */
  readonly found: readonly Bucket[];
  /** Keeps the bytes, for no object yet. Throws what `pieces` throws, and keeps nothing then. */
  receive(bucket: string, pieces: AsyncIterable<Buffer>): Promise<Body>;
  /** The versions of a key, newest first, become those of `after`: a body that is no longer there is let go. */
  commit(bucket: Bucket, key: string, before: readonly ObjectVersion[], after: readonly ObjectVersion[]): Promise<void>;
  /** May a bucket of that name be made? Not out of files that are somebody else's. */
  isFree(name: string): Promise<boolean>;
  /** Keeps the bucket's settings; a new bucket is made. */
  keepBucket(bucket: Bucket): Promise<void>;
  /** Takes an empty bucket away. */
  removeBucket(name: string): Promise<void>;
  close(): Promise<void>;
}
