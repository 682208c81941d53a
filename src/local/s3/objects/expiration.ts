import type { Bucket } from "../store/bucket.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import type { XmlMembers, XmlValue } from "../xml/write-xml.ts";

const day = 24 * 60 * 60 * 1000;

/** `x-amz-expiration`: when the bucket's lifecycle would let the newest version of an object expire, and by which rule; the first
 * rule that is due counts. */
export function expirationHeader({ settings }: Bucket, version: ObjectVersion): string | undefined {
  let due: { readonly at: number; readonly id: string } | undefined;
  for (const rule of list(settings.lifecycle?.["Rule"]).map(members)) {
    const at = expiresAt(members(rule["Expiration"]), version.lastModified);
    if (at === undefined || rule["Status"] !== "Enabled" || !takes(rule, version)) continue;
    if (due === undefined || at < due.at) due = { at, id: String(rule["ID"]) };
  }
  if (due === undefined) return undefined;
  return `expiry-date="${new Date(due.at).toUTCString()}", rule-id="${encodeURIComponent(due.id)}"`;
}

/** S3 rounds to the next midnight. */
function expiresAt({ Days: days, Date: date }: XmlMembers, lastModified: number): number | undefined {
  if (date !== undefined) return Date.parse(String(date));
  return days === undefined ? undefined : (Math.floor(lastModified / day) + Number(days) + 1) * day;
}

function takes(rule: XmlMembers, version: ObjectVersion): boolean {
  const filter = members(rule["Filter"]);
  const asked = { ...rule, ...filter, ...members(filter["And"]) };
  const { Prefix: prefix = "", Tag: tags, ObjectSizeGreaterThan: above, ObjectSizeLessThan: below } = asked;
  const size = version.body?.size ?? 0;
  return (
    version.key.startsWith(String(prefix)) &&
    (above === undefined || size > Number(above)) &&
    (below === undefined || size < Number(below)) &&
    list(tags)
      .map(members)
      .every(({ Key: name, Value: value }) => version.tags.some((tag) => tag.key === name && tag.value === value))
  );
}

function list(value: XmlValue): readonly XmlValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly XmlValue[]) : [value];
}

function members(value: XmlValue): XmlMembers {
  return typeof value === "object" && !(value instanceof Date) && !Array.isArray(value) ? (value as XmlMembers) : {};
}
