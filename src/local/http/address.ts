import { queryAction } from "../protocols/query.ts";
import { isSignedForS3 } from "./signed-for-s3.ts";
import type { Service } from "../protocols/service.ts";
import type { WireRequest } from "./wire.ts";

/** The temporary or lasting key that a request says it is signed with. Signatures are not checked. */
export interface Credential {
  readonly accessKeyId: string;
  /** The session token of temporary keys. */
  readonly token?: string;
  /** The service that is called, such as `iam`. */
  readonly service?: string;
}

/** The custom domain name that a request came to. */
export interface CustomDomain {
  /** Such as `api.example.com`. */
  readonly name: string;
  /** The whole path, as sent. */
  readonly path: string;
  /** The one that led to the API; undefined where none fits. */
  readonly basePath: string | undefined;
}

/** What a request is for. */
export type Address =
  | {
      readonly type: "service";
      readonly service: Service;
      readonly region: string;
      /** Absent when the request is not signed. */
      readonly credential?: Credential;
    }
  | {
      readonly type: "invoke";
      readonly apiId: string;
      readonly stage: string;
      /** What follows the stage, as sent: "" or with its slash. */
      readonly path: string;
      /** Of a request to a custom domain name. */
      readonly domain?: CustomDomain | undefined;
    }
  | { readonly type: "health" }
  /** The page that shows the requests, and its API. */
  | { readonly type: "page" }
  /** `asked` says in a few words what was asked for. */
  | { readonly type: "unknown"; readonly asked: string; readonly service?: string };

/** The scope that a request says it is signed for, and by which key. */
export interface Signature extends Credential {
  readonly region: string;
  readonly service: string;
}

const usualRegion = "us-east-1";
const invokePaths = [
  /^\/_aws\/execute-api\/([^/]+)(?:\/([^/]*)(\/.*)?)?$/,
  // How older LocalStack versions wrote it.
  /^\/restapis\/([^/]+)\/([^/]+)\/_user_request_(\/.*)?$/,
];
const invokeHost = /^([a-z0-9-]+)\.execute-api\./i;
const stagePath = /^\/([^/]*)(\/.*)?$/;

/** The service that a request is for, by path, host, signature, target and action. */
export function addressOf(request: WireRequest, services: readonly Service[]): Address {
  // A key may look like the path of an endpoint.
  const toS3 = isSignedForS3(request.headers["authorization"], request.query);
  const invoked = toS3 ? undefined : invokedAt(request);
  if (invoked !== undefined) return invoked;
  const signature = signatureOf(request);
  if (request.path === "/_local/health" && !toS3) return { type: "health" };
  if (/^\/_local(?:\/|$)/.test(request.path) && !toS3) return { type: "page" };
  if (signature !== undefined && signature.service !== "execute-api") {
    const service = services.find(({ name, signedAs = name }) => signedAs === signature.service);
    if (service !== undefined) return called(service, signature);
    return { type: "unknown", service: signature.service, asked: `the service ${signature.service}` };
  }
  const service = services.find((one) => one.takes(request));
  return service === undefined ? unknown(request) : called(service, signature);
}

function unknown(request: WireRequest): Address {
  if (request.path === "/" && (request.method === "GET" || request.method === "HEAD")) return { type: "health" };
  const target = request.headers["x-amz-target"];
  const { action } = queryAction(request);
  const asked = target ?? (action === undefined ? `${request.method} ${request.path}` : `the action ${action}`);
  return { type: "unknown", asked };
}

function called(service: Service, signature: Signature | undefined): Address {
  const region = signature?.region ?? usualRegion;
  if (signature === undefined) return { type: "service", service, region };
  const { accessKeyId, token } = signature;
  const credential = token === undefined ? { accessKeyId } : { accessKeyId, token };
  return { type: "service", service, region, credential };
}

function invokedAt({ path, headers }: WireRequest): Address | undefined {
  for (const pattern of invokePaths) {
    const [whole, apiId, stage = "", rest = ""] = pattern.exec(path) ?? [];
    if (whole !== undefined && apiId !== undefined) return { type: "invoke", apiId, stage, path: rest };
  }
  const [, apiId] = invokeHost.exec(headers["host"] ?? "") ?? [];
  if (apiId === undefined) return undefined;
  const [, stage = "", rest = ""] = stagePath.exec(path) ?? [];
  return { type: "invoke", apiId: apiId.toLowerCase(), stage, path: rest };
}

/** Version 2, which some clients still use for S3. It names no region: the bucket's is meant. */
function signatureV2({ headers, query }: Pick<WireRequest, "headers" | "query">): Signature | undefined {
  const presigned = query.includes("AWSAccessKeyId=") ? new URLSearchParams(query) : undefined;
  const accessKeyId = /^AWS ([^:]+):/.exec(headers["authorization"] ?? "")?.[1] ?? presigned?.get("AWSAccessKeyId");
  if (accessKeyId === undefined || accessKeyId === null) return undefined;
  const token = headers["x-amz-security-token"] ?? presigned?.get("x-amz-security-token") ?? undefined;
  return { accessKeyId, region: "", service: "s3", ...(token === undefined ? {} : { token }) };
}

/** The scope of a SigV4 signature, from the header or from a presigned URL. */
export function signatureOf({ headers, query }: WireRequest): Signature | undefined {
  const old = signatureV2({ headers, query });
  if (old !== undefined) return old;
  const header = /^AWS4-\S+ +(?:.*[, ])?Credential=([^,\s]+)/.exec(headers["authorization"] ?? "")?.[1];
  const presigned = query.includes("X-Amz-") ? new URLSearchParams(query) : undefined;
  const credential = header ?? presigned?.get("X-Amz-Credential") ?? undefined;
  // Matched from the end, since the key id is free text.
  const [, accessKeyId, region, service] = /^(.+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential ?? "") ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  const token = headers["x-amz-security-token"] ?? presigned?.get("X-Amz-Security-Token") ?? undefined;
  return { accessKeyId, region, service, ...(token === undefined ? {} : { token }) };
}
