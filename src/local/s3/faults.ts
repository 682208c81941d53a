import { Fault } from "../fault.ts";

/** An error of S3, with the elements that it adds to code and message, such as `BucketName`. */
export class S3Fault extends Fault {
  readonly details: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    status: number,
    details: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>>,
  ) {
    super(code, message, status, headers);
    this.details = details;
  }
}

/** An error by its code: status 400 unless it is said. */
export function s3Fault(
  code: string,
  message: string,
  status = 400,
  details: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): S3Fault {
  return new S3Fault(code, message, status, details, headers);
}

/** There is no such bucket. */
export function noSuchBucket(name: string): S3Fault {
  return s3Fault("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: name });
}

/** There is no such object. */
export function noSuchKey(key: string): S3Fault {
  return s3Fault("NoSuchKey", "The specified key does not exist.", 404, { Key: key });
}

/** An argument that makes no sense. */
export function invalidArgument(message: string, name: string, value: string): S3Fault {
  return s3Fault("InvalidArgument", message, 400, { ArgumentName: name, ArgumentValue: value });
}

/** An id that this S3 has given to no version. */
export function invalidVersionId(id: string): S3Fault {
  return invalidArgument("Invalid version id specified", "versionId", id);
}

/** There is no such version of the object. */
export function noSuchVersion(key: string, id: string): S3Fault {
  return s3Fault("NoSuchVersion", "The specified version does not exist.", 404, { Key: key, VersionId: id });
}

/** A document that is no XML, or not the one that the operation asks for. */
export function malformedXml(): S3Fault {
  const message = "The XML you provided was not well-formed or did not validate against our published schema";
  return s3Fault("MalformedXML", message);
}

/** What this S3 does not do; never answered as if it had. */
export function notImplemented(what: string): S3Fault {
  return s3Fault("NotImplemented", `The S3 of this local AWS does not know ${what}.`, 501);
}
