import { allowed } from "../call.ts";
import type { Call, S3Operation } from "../call.ts";
import { invalidArgument, s3Fault } from "../faults.ts";
import { received } from "../payload/payload.ts";
import type { Bucket } from "../store/bucket.ts";
import { compareKeys } from "../store/compare-keys.ts";
import { readXml } from "../xml/read-xml.ts";
import type { XmlElement } from "../xml/read-xml.ts";
import { shaped } from "../xml/shaped.ts";
import type { Members } from "../xml/shaped.ts";
import type { XmlMembers } from "../xml/write-xml.ts";
import { keep } from "./kept-setting.ts";

/** Configurations of a bucket, each with an id, that are kept and given back. */
export interface KeptList {
  /** Such as `Metrics`, of `PutBucketMetricsConfiguration`. */
  readonly what: string;
  readonly about: string;
  /** The root of the list of them. */
  readonly listed: string;
  readonly members: Members;
  /** The permissions to read and to write them. */
  readonly may: readonly [read: string, write: string];
  readonly check?: (document: XmlElement) => void;
}

const pageSize = 100;

/** The operations of such configurations. */
export function keptList({ what, about, listed, members, may, check }: KeptList): readonly S3Operation[] {
  const [read, write] = may;
  const root = `${what}Configuration`;
  const named = (verb: string, plural = ""): string => `${verb}Bucket${root}${plural}`;
  const place = { on: "bucket", about: `${about}&id` } as const;
  return [
    {
      name: named("Put"),
      method: "PUT",
      ...place,
      async run(call) {
        const bucket = allowed(call, write);
        const document = readXml(await received(call), root);
        const value = shaped(document, members);
        const id = idOf(call);
        if (value["Id"] !== id)
          throw s3Fault("IdMismatch", "Document ID does not match the specified configuration ID.");
        check?.(document);
        await keep(call, bucket, about, (before) => ({ ...before, [id]: value }));
        return { status: 204 };
      },
    },
    {
      name: named("Get"),
      method: "GET",
      ...place,
      run: (call) => ({ xml: [root, found(call, allowed(call, read), about)] }),
    },
    {
      name: named("Delete"),
      method: "DELETE",
      ...place,
      async run(call) {
        const bucket = allowed(call, write);
        found(call, bucket, about);
        await keep(call, bucket, about, (before) => without(before, idOf(call)));
        return { status: 204 };
      },
    },
    {
      name: named("List", "s"),
      method: "GET",
      on: "bucket",
      about,
      run(call) {
        const token = call.query["continuation-token"];
        const after = Buffer.from(token ?? "", "base64url").toString();
        const behind = Object.entries(all(allowed(call, read), about))
          .filter(([id]) => compareKeys(id, after) > 0)
          .sort(([one], [other]) => compareKeys(one, other));
        const page = behind.slice(0, pageSize);
        const more = behind.length > page.length;
        return {
          xml: [
            listed,
            {
              ContinuationToken: token,
              IsTruncated: more,
              NextContinuationToken: more ? Buffer.from(page.at(-1)?.[0] ?? "").toString("base64url") : undefined,
              [root]: page.map(([, value]) => value),
            },
          ],
        };
      },
    },
  ];
}

function idOf({ query }: Call): string {
  const { id = "" } = query;
  if (/^[\w.-]{1,64}$/.test(id)) return id;
  throw invalidArgument("The specified configuration ID is not valid.", "id", id);
}

function without(configurations: XmlMembers = {}, id: string): XmlMembers {
  return Object.fromEntries(Object.entries(configurations).filter(([one]) => one !== id));
}

function all({ settings }: Bucket, about: string): Readonly<Record<string, XmlMembers>> {
  return (settings.kept?.[about] ?? {}) as Readonly<Record<string, XmlMembers>>;
}

function found({ query }: Call, bucket: Bucket, about: string): XmlMembers {
  const [values, id] = [all(bucket, about), query["id"] ?? ""];
  const value = Object.hasOwn(values, id) ? values[id] : undefined;
  if (value !== undefined) return value;
  throw s3Fault("NoSuchConfiguration", "The specified configuration does not exist.", 404);
}
