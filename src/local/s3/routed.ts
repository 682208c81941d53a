import type { WireRequest } from "../http/wire.ts";
import { addressed } from "./addressed.ts";
import type { Addressed } from "./addressed.ts";
import type { S3Operation } from "./call.ts";
import { notImplemented } from "./faults.ts";

/** An operation and what a request tells it. */
export interface Routed extends Addressed {
  readonly operation: S3Operation;
  readonly query: Readonly<Record<string, string>>;
}

// Query parameters that make another operation of a request. Those without an operation here must not be taken for one that
// the request without them means: PUT ?cors is not CreateBucket.
const subresources = new Set(
  (
    "abac accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory legal-hold lifecycle " +
    "location logging metadataConfiguration metadataInventoryTable metadataJournalTable metadataTable metrics notification " +
    "object-lock ownershipControls policy policyStatus publicAccessBlock renameObject replication requestPayment restore " +
    "retention select session tagging torrent uploadId uploads versioning versions website"
  ).split(" "),
);

/** Those of which a bucket has many, each with an id. */
const listed = new Set(["analytics", "intelligent-tiering", "inventory", "metrics"]);

/** The operation that a request calls. Throws NotImplemented for those that this S3 does not have, and what `addressed` throws. */
export function routed(operations: readonly S3Operation[], request: WireRequest): Routed {
  const query = parsed(request.query);
  if (request.headers["x-amz-account-id"] !== undefined && request.path.startsWith(controlPath)) {
    return control(operations, request, query);
  }
  const { bucket, key } = addressed(request);
  const on = bucket === "" ? "account" : key === "" ? "bucket" : "object";
  const about = aboutOf(query);
  const copies = on === "object" && request.headers["x-amz-copy-source"] !== undefined && request.method === "PUT";
  const operation = operations.find(
    (one) => one.method === request.method && one.on === on && one.about === about && (one.copies ?? false) === copies,
  );
  if (operation !== undefined) return { operation, bucket, key, query };
  throw notImplemented(
    `${request.method} of ${on === "account" ? "all buckets" : `one ${on}`}${about === undefined ? "" : ` with ?${about}`}`,
  );
}

const controlPath = "/v20180820/tags/";

/** S3 Control: tags of a bucket by its ARN. */
function control(operations: readonly S3Operation[], { method, path }: WireRequest, query: Routed["query"]): Routed {
  const arn = decodeURIComponent(path.slice(controlPath.length));
  const bucket = /^arn:[^:]+:s3:::([^/]+)$/.exec(arn)?.[1] ?? "";
  const operation = operations.find((one) => one.method === method && one.about === "control-tags");
  if (operation === undefined || bucket === "") throw notImplemented(`${method} ${path}`);
  return { operation, bucket, key: "", query };
}

function aboutOf(query: Routed["query"]): string | undefined {
  if (query["list-type"] === "2") return "list-type";
  const about = Object.keys(query).find((name) => subresources.has(name));
  return about !== undefined && listed.has(about) && query["id"] !== undefined ? `${about}&id` : about;
}

function parsed(query: string): Routed["query"] {
  const values = Object.create(null) as Record<string, string>;
  if (query !== "") for (const [name, value] of new URLSearchParams(query)) values[name] ??= value;
  return values;
}
