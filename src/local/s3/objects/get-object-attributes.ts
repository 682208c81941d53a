import { arnOf, demand } from "../call.ts";
import type { Call, S3Operation } from "../call.ts";
import { invalidArgument, s3Fault } from "../faults.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import type { XmlMembers } from "../xml/write-xml.ts";
import { versionHeader } from "./add-version.ts";
import { checkReadable } from "./conditions.ts";
import { foundVersion } from "./found-version.ts";

const usualParts = 1000;
const known = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

/** GetObjectAttributes: what is asked for of an object, without its bytes. */
export const getObjectAttributes: S3Operation = {
  name: "GetObjectAttributes",
  method: "GET",
  on: "object",
  about: "attributes",
  run(call) {
    const { bucket, version } = foundVersion(call, "s3:GetObject");
    const action = call.query["versionId"] === undefined ? "s3:GetObjectAttributes" : "s3:GetObjectVersionAttributes";
    demand(call, bucket, action, arnOf(call));
    checkReadable(call, version);
    const asked = attributesAsked(call);
    const all: XmlMembers = {
      ETag: version.etag,
      Checksum: checksumOf(version),
      ObjectParts: partsOf(call, version),
      StorageClass: version.headers["x-amz-storage-class"] ?? "STANDARD",
      ObjectSize: version.body.size,
    };
    return {
      headers: {
        "last-modified": new Date(Math.floor(version.lastModified / 1000) * 1000).toUTCString(),
        "x-amz-version-id": versionHeader(bucket, version),
      },
      xml: [
        "GetObjectAttributesResponse",
        Object.fromEntries(Object.entries(all).filter(([name]) => asked.includes(name))),
      ],
    };
  },
};

function attributesAsked({ headers }: Call): readonly string[] {
  const given = headers["x-amz-object-attributes"];
  if (given === undefined)
    throw s3Fault(
      "InvalidRequest",
      "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty",
    );
  const names = given.split(",").map((name) => name.trim());
  const odd = names.find((name) => !known.includes(name));
  if (odd !== undefined) throw invalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", odd);
  return names;
}

/** A sum of sums is told without the number of parts behind it. */
function checksumOf({ checksum }: ObjectVersion): XmlMembers | undefined {
  if (checksum === undefined) return undefined;
  const { algorithm, value, type } = checksum;
  return { [`Checksum${algorithm}`]: value.replace(/-\d+$/, ""), ChecksumType: type };
}

/** How many parts; which they were only where they have sums of their own. */
function partsOf({ headers }: Call, { partSizes, partSums, checksum }: ObjectVersion): XmlMembers | undefined {
  if (partSizes === undefined) return undefined;
  if (partSums === undefined || checksum === undefined) return { PartsCount: partSizes.length };
  const after = Number(headers["x-amz-part-number-marker"] ?? 0);
  const most = Math.min(usualParts, Number(headers["x-amz-max-parts"] ?? usualParts));
  const parts = partSizes
    .map((size, at) => ({ PartNumber: at + 1, Size: size, [`Checksum${checksum.algorithm}`]: partSums[at] ?? "" }))
    .filter(({ PartNumber: number }) => number > after);
  const page = parts.slice(0, most);
  return {
    PartsCount: partSizes.length,
    PartNumberMarker: after,
    NextPartNumberMarker: page.at(-1)?.PartNumber ?? 0,
    MaxParts: most,
    IsTruncated: page.length < parts.length,
    Part: page,
  };
}
