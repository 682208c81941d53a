import type { Scope } from "../account/scope.ts";
import { noSuchBucket, s3Fault } from "./faults.ts";
import { mayDo } from "./permission.ts";
import type { Bucket } from "./store/bucket.ts";
import type { Store } from "./store/store.ts";
import type { XmlMembers } from "./xml/write-xml.ts";

/** One call of an operation. */
export interface Call {
  readonly scope: Scope;
  readonly store: Store;
  /** "" where none is named. */
  readonly bucketName: string;
  /** "" where none is named. */
  readonly key: string;
  /** By name, decoded; the first of each. */
  readonly query: Readonly<Record<string, string>>;
  /** All values of a query parameter. */
  readonly all: (name: string) => readonly string[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it was sent. */
  readonly pieces: AsyncIterable<Buffer>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What an operation answers. */
export interface Output {
  /** 200 when left out. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** The root element and what is in it. */
  readonly xml?: readonly [root: string, members: XmlMembers | string];
  readonly text?: string;
  readonly stream?: AsyncIterable<Buffer>;
  /** Of the stream, or of what HEAD does not send. */
  readonly length?: number;
}

/** An operation, and which requests call it. */
export interface S3Operation {
  readonly name: string;
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  readonly on: "account" | "bucket" | "object";
  /** The query parameter that tells it from others, such as `policy`. */
  readonly about?: string;
  /** It copies: x-amz-copy-source is there. */
  readonly copies?: true;
  readonly run: (call: Call) => Output | Promise<Output>;
}

/** The ARN of the call's bucket, or of its object. */
export function arnOf({ scope, bucketName, key }: Call): string {
  return `arn:${scope.partition}:s3:::${bucketName}${key === "" ? "" : `/${key}`}`;
}

/** The bucket of the call, which the caller may do `action` on (and on the object, where a key is named). Throws NoSuchBucket,
 * PermanentRedirect, AccessDenied. */
export function allowed(call: Call, action: string, about: Readonly<Record<string, string>> = {}): Bucket {
  const bucket = foundBucket(call);
  demand(call, bucket, action, arnOf(call), about);
  return bucket;
}

/** The bucket of that name, if it is in the call's region and owned by whom the caller expects. */
export function foundBucket(call: Call, name = call.bucketName): Bucket {
  const bucket = call.store.buckets.get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  const { scope } = call;
  const { region } = bucket.settings;
  // Signed with version 2: wherever the bucket is.
  if (region !== scope.region && scope.region !== "") {
    const endpoint = `${name}.s3.${region}.amazonaws.com`;
    throw s3Fault(
      "PermanentRedirect",
      "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
      301,
      { Endpoint: endpoint, Bucket: name },
      { "x-amz-bucket-region": region },
    );
  }
  const owner = call.headers["x-amz-expected-bucket-owner"];
  if (owner !== undefined && !/^\d{12}$/.test(owner)) {
    const message = `The value of the expected bucket owner parameter must be an AWS Account ID... [${owner}]`;
    throw s3Fault("InvalidBucketOwnerAWSAccountID", message);
  }
  if (owner !== undefined && owner !== scope.account.id) throw s3Fault("AccessDenied", "Access Denied", 403);
  return bucket;
}

/** Throws AccessDenied unless the caller may do `action` on the ARN. */
export function demand(
  { scope }: Call,
  bucket: Bucket | undefined,
  action: string,
  arn: string,
  about: Readonly<Record<string, string>> = {},
): void {
  const refusal = mayDo(scope, bucket, { action, resource: arn, context: about });
  if (refusal === undefined) return;
  const message = `User: ${scope.caller.arn} is not authorized to perform: ${action} on resource: "${arn}" ${refusal}`;
  throw s3Fault("AccessDenied", message, 403);
}

/** May the caller do that? */
export function may({ scope }: Call, bucket: Bucket, action: string, arn: string): boolean {
  return mayDo(scope, bucket, { action, resource: arn, context: {} }) === undefined;
}
