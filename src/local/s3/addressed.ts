import { s3Fault } from "./faults.ts";

/** The bucket and the key that a request names, decoded; "" where none is named. */
export interface Addressed {
  readonly bucket: string;
  readonly key: string;
}

/** Path and Host header of a request. */
interface Asked {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `B.s3.REGION.amazonaws.com`, `B.s3-REGION.amazonaws.com`, `B.s3.localhost`. A name of a bucket may hold dots. */
const serviceHost = /^(?:(.+)\.)?s3(?:[.-][^:]*)?(?::\d+)?$/i;
/** What clients make of a bucket and an endpoint such as `http://localhost:4566`. */
const localHost = /^(.+)\.localhost\.?(?::\d+)?$/i;

/** The bucket and key by host name (`B.s3…`, `B.localhost`) or by path (`/B/KEY`). Throws InvalidURI, KeyTooLongError. */
export function addressed({ path, headers }: Asked): Addressed {
  const named = bucketOfHost(headers["host"] ?? "");
  const text = decoded(path.replace(/^\//, ""));
  const slash = text.indexOf("/");
  if (named !== undefined) return checked({ bucket: named, key: text });
  return checked(slash < 0 ? { bucket: text, key: "" } : { bucket: text.slice(0, slash), key: text.slice(slash + 1) });
}

/** Does an unsigned request with that Host header mean S3? */
export function isS3Host(host: string): boolean {
  return serviceHost.test(host);
}

function bucketOfHost(host: string): string | undefined {
  const service = serviceHost.exec(host);
  const bucket = service === null ? localHost.exec(host)?.[1] : service[1];
  return bucket?.toLowerCase();
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw s3Fault("InvalidURI", "Couldn't parse the specified URI.", 400, { URI: path });
  }
}

const mostKeyBytes = 1024;

function checked(found: Addressed): Addressed {
  const bytes = Buffer.byteLength(found.key);
  if (bytes <= mostKeyBytes) return found;
  throw s3Fault("KeyTooLongError", "Your key is too long", 400, {
    Size: String(bytes),
    MaxSizeAllowed: String(mostKeyBytes),
  });
}
