import type { Call } from "../call.ts";
import { invalidArgument } from "../faults.ts";
import { checkReadable } from "./conditions.ts";
import { foundVersion } from "./found-version.ts";
import type { Found } from "./found-version.ts";

/** The version that `x-amz-copy-source` names (`[/]BUCKET/KEY[?versionId=ID]`, percent-encoded, or as a URL), which the caller may read and
 * which the copy's conditions take. Throws NoSuchKey, AccessDenied, PreconditionFailed. */
export function copySource(call: Call): Found {
  const given = call.headers["x-amz-copy-source"] ?? "";
  const [, path = "", versionId] = /^(.*?)(?:\?versionId=(.+))?$/s.exec(given) ?? [];
  let text: string;
  try {
    // Forms write a space as a plus sign, and S3 reads it so.
    text = decodeURIComponent(path.replace(/^(?:https?:\/\/[^/]+)?\/?/, "").replaceAll("+", " "));
  } catch {
    throw invalidSource(given);
  }
  const slash = text.indexOf("/");
  if (slash < 1 || slash === text.length - 1) throw invalidSource("x-amz-copy-source");
  const [bucketName, key] = [text.slice(0, slash), text.slice(slash + 1)];
  // A source may lie in another region.
  const region = call.store.buckets.get(bucketName)?.settings.region ?? call.scope.region;
  const { "x-amz-source-expected-bucket-owner": owner, "x-amz-expected-bucket-owner": _, ...headers } = call.headers;
  const source: Call = {
    ...call,
    scope: { ...call.scope, region },
    bucketName,
    key,
    query: versionId === undefined ? {} : { versionId },
    headers: owner === undefined ? headers : { ...headers, "x-amz-expected-bucket-owner": owner },
  };
  const found = foundVersion(source, "s3:GetObject");
  checkReadable(call, found.version, "x-amz-copy-source-");
  return found;
}

function invalidSource(given: string): Error {
  return invalidArgument("Invalid copy source object key", "x-amz-copy-source", given);
}
