import { allowed } from "../call.ts";
import type { Call, S3Operation } from "../call.ts";
import { s3Fault } from "../faults.ts";
import { received } from "../payload/payload.ts";
import type { Bucket } from "../store/bucket.ts";
import { readXml } from "../xml/read-xml.ts";
import type { XmlElement } from "../xml/read-xml.ts";
import { shaped } from "../xml/shaped.ts";
import type { Members } from "../xml/shaped.ts";
import type { XmlMembers } from "../xml/write-xml.ts";

/** A setting of a bucket that is kept and given back. */
export interface KeptSetting {
  readonly put: string;
  readonly get: string;
  /** Absent where PUT of an empty document takes the setting away. */
  readonly remove?: string;
  /** The query parameter that means it. */
  readonly about: string;
  readonly root: string;
  readonly members: Members;
  /** The permissions to read and to write it, and to take it away where that is another one. */
  readonly may: readonly [read: string, write: string, remove?: string];
  /** PUT has to carry a checksum. */
  readonly needsSum: boolean;
  /** Refuses what has the right shape and makes no sense all the same. */
  readonly check?: (document: XmlElement, call: Call, bucket: Bucket) => void;
  /** What is kept, where it is not just what was put. */
  readonly keep?: (members: XmlMembers, call: Call) => XmlMembers;
  /** What a bucket without it answers: a document, or an error. */
  readonly without: XmlMembers | readonly [code: string, message: string];
}

/** The operations of a setting. */
export function keptSetting(setting: KeptSetting): readonly S3Operation[] {
  const { about, root, without } = setting;
  const place = { on: "bucket", about } as const;
  const [read, write, take = write] = setting.may;
  const put: S3Operation = {
    name: setting.put,
    method: "PUT",
    ...place,
    async run(call) {
      const bucket = allowed(call, write);
      const document = readXml(await received(call, setting.needsSum), root);
      const members = shaped(document, setting.members);
      setting.check?.(document, call, bucket);
      const kept = setting.keep?.(members, call) ?? members;
      await keep(call, bucket, about, () => kept);
      return {};
    },
  };
  const get: S3Operation = {
    name: setting.get,
    method: "GET",
    ...place,
    run(call) {
      const kept = allowed(call, read).settings.kept?.[about];
      if (kept !== undefined) return { xml: [root, kept] };
      if (!isError(without)) return { xml: [root, without] };
      throw s3Fault(...without, 404, { BucketName: call.bucketName });
    },
  };
  if (setting.remove === undefined) return [put, get];
  const remove: S3Operation = {
    name: setting.remove,
    method: "DELETE",
    ...place,
    async run(call) {
      await keep(call, allowed(call, take), about, () => undefined);
      return { status: 204 };
    },
  };
  return [put, get, remove];
}

function isError(without: KeptSetting["without"]): without is readonly [code: string, message: string] {
  return Array.isArray(without);
}

/** Keeps what becomes of a setting of the bucket, or takes it away. */
export function keep(
  { store }: Call,
  bucket: Bucket,
  name: string,
  next: (before: XmlMembers | undefined) => XmlMembers | undefined,
): Promise<void> {
  return store.change(bucket, ({ kept = {} }) => ({ kept: { ...kept, [name]: next(kept[name]) } }));
}
