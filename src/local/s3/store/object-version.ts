import type { Grant } from "../acl/grants.ts";
import type { Checksum } from "../payload/checksum.ts";

/** The bytes of a version, wherever they lie. */
export interface Body {
  readonly size: number;
  /** The bytes from `start` up to, not including, `end`, as they are now: what is written later does not show. */
  read(start: number, end: number): Promise<AsyncIterable<Buffer>>;
  /** Takes back what belongs to no version. */
  drop(): Promise<void>;
}

/** A tag of a bucket or an object. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What is known of an object beside its bytes. */
export interface About {
  /** What GetObject answers as it was given: Content-Type, Cache-Control, …, `x-amz-meta-…`; by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  /** Who is granted what, where a list was put. */
  readonly acl?: readonly Grant[] | undefined;
}

/** One version of an object, or a delete marker, which has no body. */
export interface ObjectVersion extends About {
  readonly key: string;
  /** `null` for what was written without versioning. */
  readonly versionId: string;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
  /** Without quotes: the MD5 in hex, or `MD5 of the parts' MD5s-N`. */
  readonly etag: string;
  readonly checksum?: Checksum;
  /** Of an object that was uploaded in parts. */
  readonly partSizes?: readonly number[];
  /** Of such an object whose checksum is made of these. */
  readonly partSums?: readonly string[];
  readonly body?: Body;
}

/** The version of an unversioned bucket. */
export const NULL_VERSION = "null";
