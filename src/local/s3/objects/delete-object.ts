import { foundBucket } from "../call.ts";
import type { Call, S3Operation } from "../call.ts";
import { Fault } from "../../fault.ts";
import { malformedXml, noSuchVersion } from "../faults.ts";
import { checkBypass } from "../lock/lock.ts";
import { received } from "../payload/payload.ts";
import type { Bucket } from "../store/bucket.ts";
import type { XmlElement } from "../xml/read-xml.ts";
import { readXml } from "../xml/read-xml.ts";
import type { XmlMembers } from "../xml/write-xml.ts";
import { deleteVersion } from "./delete-version.ts";

const most = 1000;

/** DeleteObject: success also when there is nothing. */
export const deleteObject: S3Operation = {
  name: "DeleteObject",
  method: "DELETE",
  on: "object",
  async run(call) {
    const bucket = foundBucket(call);
    checkBypass(call, bucket);
    const { versionId, marker } = await deleteVersion(call, bucket, call.query["versionId"]);
    return {
      status: 204,
      headers: {
        "x-amz-delete-marker": marker === undefined ? undefined : "true",
        "x-amz-version-id": versionId ?? marker?.versionId,
      },
    };
  },
};

/** DeleteObjects: a thousand at most, each with its own outcome. */
export const deleteObjects: S3Operation = {
  name: "DeleteObjects",
  method: "POST",
  on: "bucket",
  about: "delete",
  async run(call) {
    const bucket = foundBucket(call);
    checkBypass(call, bucket);
    const asked = readXml(await received(call, true), "Delete");
    const objects = asked.all("Object");
    if (objects.length === 0 || objects.length > most) throw malformedXml();
    const quiet = asked.textOf("Quiet")?.toLowerCase() === "true";
    const [deleted, errors]: [XmlMembers[], XmlMembers[]] = [[], []];
    for (const object of objects) {
      const outcome = await one(call, bucket, object);
      (outcome["Code"] === undefined ? deleted : errors).push(outcome);
    }
    return { xml: ["DeleteResult", { Deleted: quiet ? undefined : deleted, Error: errors }] };
  },
};

async function one(call: Call, bucket: Bucket, object: XmlElement): Promise<XmlMembers> {
  const key = object.textOf("Key");
  if (key === undefined || key === "") throw malformedXml();
  const versionId = object.textOf("VersionId");
  const etag = object.textOf("ETag");
  const headers = etag === undefined ? call.headers : { ...call.headers, "if-match": etag };
  try {
    const { marker } = await deleteVersion({ ...call, key, headers }, bucket, versionId);
    return {
      Key: key,
      VersionId: versionId,
      DeleteMarker: marker === undefined ? undefined : true,
      DeleteMarkerVersionId: marker?.versionId,
    };
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    // Of many, an odd id is one that is not there.
    const error = thrown.code === "InvalidArgument" && versionId !== undefined ? noSuchVersion(key, versionId) : thrown;
    return { Key: key, VersionId: versionId, Code: error.code, Message: error.message };
  }
}
