import { createHash } from "node:crypto";
import type { Call } from "../call.ts";
import { s3Fault } from "../faults.ts";
import type { Body } from "../store/object-version.ts";
import { awsChunked } from "./aws-chunked.ts";
import type { Trailers } from "./aws-chunked.ts";
import { isAlgorithm, runningSum, sumLengths } from "./checksum.ts";
import type { Algorithm, Checksum } from "./checksum.ts";

/** A body that has arrived whole, as its sums say. */
export interface Received {
  readonly body: Body;
  /** In hex. */
  readonly md5: string;
  readonly checksum: Checksum;
}

const largest = 5 * 1024 ** 3;
const largestDocument = 4 * 1024 ** 2;

/** Puts the call's body into the storage while checking it. Throws BadDigest, IncompleteBody and others, and keeps nothing then. */
export async function receive(call: Call): Promise<Received> {
  const pieces = checkedPieces(call);
  const body = await call.store.storage.receive(call.bucketName, pieces);
  try {
    return { body, ...pieces.sums() };
  } catch (error) {
    await body.drop();
    throw error;
  }
}

/** The call's body, a document, once it is checked. Throws BadDigest and others. */
export async function received(call: Call, sumNeeded = false): Promise<Buffer> {
  const { headers } = call;
  const hasSum = headers["content-md5"] !== undefined || askedSum(headers) !== undefined;
  if (sumNeeded && !hasSum) {
    const message = "Missing required header for this request: Content-MD5 OR x-amz-checksum-*";
    throw s3Fault("InvalidRequest", message);
  }
  const pieces = checkedPieces(call);
  const kept: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > largestDocument) throw s3Fault("MaxMessageLengthExceeded", "Your request was too big");
    kept.push(piece);
  }
  pieces.sums();
  return Buffer.concat(kept);
}

interface CheckedPieces extends AsyncIterable<Buffer> {
  /** After the last piece. */
  sums(): Omit<Received, "body">;
}

function checkedPieces({ headers, pieces, query }: Call): CheckedPieces {
  const chunked = (headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-");
  const length = headers[chunked ? "x-amz-decoded-content-length" : "content-length"];
  if (length === undefined && (chunked || headers["transfer-encoding"] !== undefined)) {
    throw s3Fault("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);
  }
  if (Number(length ?? 0) > largest) {
    throw s3Fault("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
  }
  const trailers: Trailers = {};
  const decoded = chunked ? awsChunked(pieces, trailers) : pieces;
  const asked = askedSum(headers);
  const algorithm = asked?.algorithm ?? "CRC64NVME";
  const [md5, sum] = [createHash("md5"), runningSum(algorithm)];
  const signed = /^[0-9a-f]{64}$/.test(headers["x-amz-content-sha256"] ?? "") ? createHash("sha256") : undefined;
  let size = 0;
  return {
    async *[Symbol.asyncIterator]() {
      for await (const piece of decoded) {
        size += piece.length;
        if (size > largest) throw s3Fault("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        md5.update(piece);
        sum.update(piece);
        signed?.update(piece);
        yield piece;
      }
    },
    sums() {
      if (length !== undefined && Number(length) !== size) {
        throw s3Fault(
          "IncompleteBody",
          "You did not provide the number of bytes specified by the Content-Length HTTP header",
        );
      }
      if (signed !== undefined && signed.digest("hex") !== headers["x-amz-content-sha256"]) {
        const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
        throw s3Fault("XAmzContentSHA256Mismatch", message);
      }
      const bytes = md5.digest();
      checkMd5(headers["content-md5"], bytes, query["uploadId"] === undefined ? "hex" : "base64");
      const value = sum.digest().toString("base64");
      if (asked !== undefined) checkSum(algorithm, headers[asked.name] ?? trailers[asked.name], value);
      return { md5: bytes.toString("hex"), checksum: { algorithm, value, type: "FULL_OBJECT" } };
    },
  };
}

/** The checksum that a request carries, in a header or in a trailer. */
function askedSum(headers: Call["headers"]): { readonly name: string; readonly algorithm: Algorithm } | undefined {
  const trailing = (headers["x-amz-trailer"] ?? "").split(",").map((name) => name.trim().toLowerCase());
  const found = [...Object.keys(headers), ...trailing].flatMap((name) => {
    const algorithm = /^x-amz-checksum-(\w+)$/.exec(name)?.[1]?.toUpperCase() ?? "";
    return isAlgorithm(algorithm) ? [{ name, algorithm }] : [];
  });
  if (found.length > 1) {
    throw s3Fault(
      "InvalidRequest",
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  }
  return found[0];
}

/** S3 names the digest that was expected in one way for objects and in another for parts. */
function checkMd5(given: string | undefined, computed: Buffer, named: "hex" | "base64"): void {
  if (given === undefined) return;
  const bytes = Buffer.from(given, "base64");
  if (bytes.length !== 16 || !/^[A-Za-z0-9+/]+={0,2}$/.test(given))
    throw s3Fault("InvalidDigest", "The Content-MD5 you specified was invalid.", 400, { "Content-MD5": given });
  if (bytes.equals(computed)) return;
  throw s3Fault("BadDigest", "The Content-MD5 you specified did not match what we received.", 400, {
    ExpectedDigest: bytes.toString(named),
    CalculatedDigest: computed.toString("base64"),
  });
}

function checkSum(algorithm: Algorithm, given: string | undefined, computed: string): void {
  if (given === computed) return;
  if (given === undefined)
    throw s3Fault(
      "MalformedTrailerError",
      "The request contained trailing data that was not well-formed or did not conform to our published schema.",
    );
  const isSum = /^[A-Za-z0-9+/]+={0,2}$/.test(given) && Buffer.from(given, "base64").length === sumLengths[algorithm];
  if (isSum) throw s3Fault("BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);
  throw s3Fault("InvalidRequest", `Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`);
}
