import { malformedXml, s3Fault } from "../faults.ts";
import { sumLengths } from "../payload/checksum.ts";
import type { Part, Upload } from "../store/upload.ts";
import type { XmlElement } from "../xml/read-xml.ts";

const leastBytes = 5 * 1024 ** 2;

/** The parts that CompleteMultipartUpload names, in their order. Throws InvalidPart, InvalidPartOrder, EntityTooSmall. */
export function partsAsked(upload: Upload, document: XmlElement): readonly Part[] {
  const asked = document.all("Part");
  if (asked.length === 0) throw noParts();
  let before = 0;
  const parts = asked.map((one) => {
    const number = Number(one.textOf("PartNumber") ?? Number.NaN);
    if (!Number.isInteger(number)) throw malformedXml();
    if (number <= before) {
      const message = "The list of parts was not in ascending order. Parts must be ordered by part number.";
      throw s3Fault("InvalidPartOrder", message, 400, { UploadId: upload.id });
    }
    before = number;
    return checked(upload, one, number);
  });
  const small = parts.slice(0, -1).find(({ body }) => body.size < leastBytes);
  if (small === undefined) return parts;
  throw s3Fault("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400, {
    ETag: small.etag,
    MinSizeAllowed: String(leastBytes),
    PartNumber: String(small.number),
    ProposedSize: String(small.body.size),
  });
}

function checked(upload: Upload, asked: XmlElement, number: number): Part {
  const part = upload.parts.get(number);
  const etag = asked.textOf("ETag")?.replace(/^"|"$/g, "");
  if (part !== undefined && etag === part.etag && hasSum(upload, part, asked)) return part;
  throw s3Fault(
    "InvalidPart",
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    { ETag: etag ?? "", PartNumber: String(number), UploadId: upload.id },
  );
}

/** Is the part asked for with the sum that it has? Throws BadDigest for one of another algorithm, InvalidRequest for a missing one. */
function hasSum({ algorithm, type }: Upload, { checksum, number }: Part, asked: XmlElement): boolean {
  const given = Object.keys(sumLengths).find((one) => asked.child(`Checksum${one}`) !== undefined);
  if (algorithm === undefined) return given === undefined;
  if (given === algorithm) return asked.textOf(`Checksum${given}`) === checksum.value;
  if (given !== undefined) {
    const message = `The ${given.toLowerCase()} you specified for part ${number} did not match what we received.`;
    throw s3Fault("BadDigest", message);
  }
  if (type === "FULL_OBJECT") return true;
  const message = `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`;
  throw s3Fault("InvalidRequest", message);
}

/** Nothing is to be put together. */
export function noParts(): Error {
  return s3Fault("InvalidRequest", "You must specify at least one part");
}
