import { malformedXml, s3Fault } from "../faults.ts";
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
  const sum = part === undefined ? undefined : asked.textOf(`Checksum${part.checksum.algorithm}`);
  if (part !== undefined && etag === part.etag && (sum === undefined || sum === part.checksum.value)) return part;
  throw s3Fault(
    "InvalidPart",
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    { ETag: etag ?? "", PartNumber: String(number), UploadId: upload.id },
  );
}

/** Nothing is to be put together. */
export function noParts(): Error {
  return s3Fault("InvalidRequest", "You must specify at least one part");
}
