import type { Algorithm, Checksum } from "../payload/checksum.ts";
import type { About, Body } from "./object-version.ts";

/** A part that has arrived. */
export interface Part {
  readonly number: number;
  /** The MD5 in hex. */
  readonly etag: string;
  readonly checksum: Checksum;
  readonly lastModified: number;
  readonly body: Body;
}

/** A multipart upload that is under way. */
export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly started: number;
  readonly about: About;
  /** What was asked for when it began. */
  readonly algorithm?: Algorithm | undefined;
  readonly type: Checksum["type"];
  /** By number. */
  readonly parts: Map<number, Part>;
  /** The key was written or deleted since the upload began: a completion with conditions is refused. */
  disturbed: boolean;
}

/** What has uploads by their id. */
interface Uploads {
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** Marks the uploads of the key that are under way: it was written or deleted. */
export function disturbUploads({ uploads }: Uploads, key: string): void {
  for (const upload of uploads.values()) if (upload.key === key) upload.disturbed = true;
}
