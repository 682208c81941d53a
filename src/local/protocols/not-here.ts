import { Fault } from "../fault.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import { jsonError } from "./json.ts";
import { queryAction, queryFault } from "./query.ts";
import { restJsonError } from "./rest-json.ts";
import { restXmlError } from "./rest-xml.ts";
import { rpcCborError } from "./cbor/rpc-cbor.ts";

/** Services of REST-XML, which look like REST-JSON in all but their name. */
const restXml: readonly string[] = ["s3", "s3express", "s3-outposts", "cloudfront", "route53"];

/** The answer to a request for something that this AWS does not have: an error in the protocol of the request, so that every
 * client can show it. `asked` says in a few words what was asked for; `service` is its service, if known. */
export function notHere(
  request: WireRequest,
  asked: string,
  offered: readonly string[],
  service?: string,
): WireResponse {
  const message = `This local AWS does not know ${asked}. It offers ${offered.join(", ")}.`;
  // The SDKs repeat a call after 500, 502, 503 and 504, and not after 501.
  const fault = new Fault("NotImplemented", message, service === undefined ? 404 : 501);
  const { headers } = request;
  if (headers["smithy-protocol"] === "rpc-v2-cbor") return rpcCborError(fault);
  if (headers["x-amz-target"] !== undefined) return jsonError(fault, headers["content-type"]);
  if (queryAction(request).action !== undefined) return queryFault(fault, namespaceOf(request, service));
  return service !== undefined && restXml.includes(service) ? restXmlError(fault) : restJsonError(fault);
}

function namespaceOf(request: WireRequest, service = "unknown"): string {
  const { version = "" } = queryAction(request);
  return `https://${service}.amazonaws.com/doc/${version}/`;
}
