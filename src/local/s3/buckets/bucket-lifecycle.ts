import { randomUUID } from "node:crypto";
import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { invalidArgument, malformedXml, s3Fault } from "../faults.ts";
import { received } from "../payload/payload.ts";
import { readXml, type XmlElement } from "../xml/read-xml.ts";
import type { XmlMembers, XmlValue } from "../xml/write-xml.ts";

const about = "lifecycle";

/** What a rule does; a rule does at least one of them. */
const actions = [
  "Expiration",
  "Transition",
  "NoncurrentVersionExpiration",
  "NoncurrentVersionTransition",
  "AbortIncompleteMultipartUpload",
];

/** What S3 answers for a transition whose least size was not set. */
const usualSize = "all_storage_classes_128K";
const sizes = [usualSize, "varies_by_storage_class"];
const sizeHeader = "x-amz-transition-default-minimum-object-size";

/** PutBucketLifecycleConfiguration: the rules are kept and given back; nothing expires. */
export const putBucketLifecycle: S3Operation = {
  name: "PutBucketLifecycleConfiguration",
  method: "PUT",
  on: "bucket",
  about,
  async run(call) {
    const bucket = allowed(call, "s3:PutLifecycleConfiguration");
    const rules = readXml(await received(call), "LifecycleConfiguration").all("Rule");
    if (rules.length === 0 || rules.length > 1_000) throw malformedXml();
    const given = rules.map(checked);
    if (new Set(given.map(({ ID }) => ID)).size < given.length)
      throw s3Fault("InvalidArgument", "Rule ID must be unique. Found same ID for more than one rule", 400);
    const leastSize = call.headers[sizeHeader] ?? usualSize;
    if (!sizes.includes(leastSize))
      throw s3Fault("InvalidRequest", `Invalid TransitionDefaultMinimumObjectSize found: ${leastSize}`);
    await call.store.change(bucket, { lifecycle: { Rule: given }, transitionSize: leastSize });
    return { headers: { [sizeHeader]: leastSize } };
  },
};

/** GetBucketLifecycleConfiguration. */
export const getBucketLifecycle: S3Operation = {
  name: "GetBucketLifecycleConfiguration",
  method: "GET",
  on: "bucket",
  about,
  run(call) {
    const { lifecycle, transitionSize = usualSize } = allowed(call, "s3:GetLifecycleConfiguration").settings;
    if (lifecycle === undefined)
      throw s3Fault("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", 404, {
        BucketName: call.bucketName,
      });
    return { headers: { [sizeHeader]: transitionSize }, xml: ["LifecycleConfiguration", lifecycle] };
  },
};

/** DeleteBucketLifecycle. */
export const deleteBucketLifecycle: S3Operation = {
  name: "DeleteBucketLifecycle",
  method: "DELETE",
  on: "bucket",
  about,
  async run(call) {
    await call.store.change(allowed(call, "s3:PutLifecycleConfiguration"), {
      lifecycle: undefined,
      transitionSize: undefined,
    });
    return { status: 204 };
  },
};

/** A rule as it is given back: with an id. Throws MalformedXML, InvalidArgument, InvalidRequest. */
function checked(rule: XmlElement): XmlMembers {
  const has = (name: string): boolean => rule.child(name) !== undefined;
  const isSwitched = ["Enabled", "Disabled"].includes(rule.textOf("Status") ?? "");
  if (!isSwitched || has("Filter") === has("Prefix") || !actions.some(has)) throw malformedXml();
  const noncurrent = rule.child("NoncurrentVersionExpiration");
  const expiration = rule.child("Expiration");
  const marker = expiration?.child("ExpiredObjectDeleteMarker") !== undefined;
  if (noncurrent?.children.length === 0 || (marker && expiration.children.length > 1)) throw malformedXml();
  checkFilter(rule.child("Filter"));
  checkDate(expiration?.textOf("Date"));
  const { ID = randomUUID(), ...members } = membersOf(rule);
  return { ID, ...members };
}

/** Several conditions stand together in And. */
function checkFilter(filter: XmlElement | undefined): void {
  if ((filter?.children.length ?? 0) > 1) throw malformedXml();
  const keys = (filter?.child("And")?.all("Tag") ?? []).map((tag) => tag.textOf("Key"));
  if (new Set(keys).size < keys.length) throw s3Fault("InvalidRequest", "Duplicate Tag Keys are not allowed.");
}

function checkDate(date: string | undefined): void {
  if (date === undefined || Date.parse(date) % (24 * 60 * 60 * 1000) === 0) return;
  throw invalidArgument("'Date' must be at midnight GMT", "Date", date);
}

function membersOf({ children }: XmlElement): XmlMembers {
  const names = [...new Set(children.map(({ name }) => name))];
  return Object.fromEntries(
    names.map((name) => {
      const values = children.filter((one) => one.name === name).map(valueOf);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

function valueOf(element: XmlElement): XmlValue {
  return element.children.length === 0 ? element.text : membersOf(element);
}
