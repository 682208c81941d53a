import { randomBytes } from "node:crypto";
import { Fault } from "../fault.ts";
import type { Scope } from "../account/scope.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { deniedMessage, MISSING_TOKEN } from "../protocols/service.ts";
import type { Service } from "../protocols/service.ts";
import { isS3Host } from "./addressed.ts";
import type { Output, S3Operation } from "./call.ts";
import { s3Fault, S3Fault } from "./faults.ts";
import { checkPresigned, signedHeaders } from "./request/presigned.ts";
import { answerToPage, invites, isPreflight, PREFLIGHT, preflight } from "./request/preflight.ts";
import { routed } from "./routed.ts";
import { storeOf } from "./store/store.ts";
import { writeXml } from "./xml/write-xml.ts";

/** S3 as a service: REST-XML, with the operation told by method, path and query. */
export function s3Service(operations: readonly S3Operation[]): Service {
  const refuse = (fault: Fault): WireResponse => answerFault(fault);
  return {
    name: "s3",
    operations: operations.map(({ name }) => name),
    unsigned: [PREFLIGHT],
    takes: (request) => isS3Host(request.headers["host"] ?? "") || isPreflight(request),
    invites,
    operationOf(request) {
      if (isPreflight(request)) return PREFLIGHT;
      try {
        return routed(operations, request).operation.name;
      } catch {
        return undefined;
      }
    },
    answer: (scope, request) => answered(operations, scope, request),
    refuse,
    errors: {
      throttled: () => refuse(s3Fault("SlowDown", "Please reduce your request rate.", 503)),
      broken: () => refuse(internal()),
      denied: (operation) => refuse(s3Fault("AccessDenied", deniedMessage(`s3:${operation}`), 403)),
    },
  };
}

async function answered(operations: readonly S3Operation[], scope: Scope, request: WireRequest): Promise<WireResponse> {
  const answer = await performed(operations, scope, request);
  const cors = isPreflight(request) ? undefined : answerToPage(scope.account, request);
  return cors === undefined ? answer : { ...answer, headers: { ...answer.headers, ...cors.headers } };
}

async function performed(
  operations: readonly S3Operation[],
  scope: Scope,
  request: WireRequest,
): Promise<WireResponse> {
  try {
    if (isPreflight(request)) return answer({ headers: preflight(scope.account, request) });
    const { body, stream } = request;
    const { operation, bucket: bucketName, key, query } = routed(operations, request);
    const headers = signedHeaders(request.headers, query);
    const now = scope.account.clock.now();
    checkPresigned(query, now);
    checkRegion(scope.region);
    const pieces = stream ?? whole(body);
    const all = (name: string) => new URLSearchParams(request.query).getAll(name);
    const store = storeOf(scope.account);
    return answer(await operation.run({ scope, store, bucketName, key, query, all, headers, pieces, now }));
  } catch (error) {
    return answerFault(error instanceof Fault ? error : internal(), request.method === "HEAD");
  }
}

/** That is no region, but what some clients sign for when they are given none. */
function checkRegion(region: string): void {
  if (region !== "aws-global") return;
  const message = "The authorization header is malformed; the region 'aws-global' is wrong; expecting 'us-east-1'";
  throw s3Fault("AuthorizationHeaderMalformed", message, 400, { Region: "us-east-1" });
}

async function* whole(body: Buffer): AsyncGenerator<Buffer> {
  if (body.length > 0) yield body;
}

function internal(): S3Fault {
  return s3Fault("InternalError", "We encountered an internal error. Please try again.", 500);
}

function answer({ status = 200, headers = {}, xml, text, stream, length }: Output): WireResponse {
  const set = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const type = xml === undefined ? {} : { "Content-Type": "application/xml" };
  return {
    status,
    headers: { ...trace(), ...type, ...Object.fromEntries(set) },
    body: xml === undefined ? (text ?? "") : writeXml(...xml),
    ...(stream === undefined ? {} : { stream }),
    ...(length === undefined ? {} : { length }),
  };
}

function trace(): Readonly<Record<string, string>> {
  return {
    "x-amz-request-id": randomBytes(8).toString("hex").toUpperCase(),
    "x-amz-id-2": randomBytes(57).toString("base64"),
    Server: "AmazonS3",
  };
}

/** What other protocols call otherwise: the caller's keys are refused before any operation. */
const refusals: Readonly<Record<string, (message: string) => S3Fault>> = {
  [MISSING_TOKEN]: () => s3Fault("AccessDenied", "Access Denied", 403),
  ExpiredToken: () => s3Fault("ExpiredToken", "The provided token has expired."),
  InvalidClientTokenId: () => s3Fault("InvalidToken", "The provided token is malformed or otherwise invalid."),
};

/** An error has no body where HEAD was asked, nor where nothing was changed (304). */
function answerFault(refused: Fault, isHead = false): WireResponse {
  const fault = refusals[refused.code]?.(refused.message) ?? refused;
  const ids = trace();
  const { code, message, status } = fault;
  const details = fault instanceof S3Fault ? fault.details : {};
  const tail = { RequestId: ids["x-amz-request-id"], HostId: ids["x-amz-id-2"] };
  const bodiless = isHead || status === 304;
  return {
    status,
    headers: { ...ids, "Content-Type": "application/xml", ...fault.headers },
    body: bodiless ? "" : writeXml("Error", { Code: code, Message: message, ...details, ...tail }, ""),
    ...(bodiless ? { reason: `${code}: ${message}` } : {}),
  };
}
