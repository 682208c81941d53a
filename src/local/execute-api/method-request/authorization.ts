import { signatureOf } from "../../http/address.ts";
import { Fault } from "../../fault.ts";
import type { Verdict } from "../../policy/policy.ts";
import type { Signer } from "../platform.ts";
import { invalidSignature, notSigned, tokenRefused } from "../response/refusals.ts";
import type { Routed } from "../route.ts";
import type { Denial } from "../../policy/denial.ts";

/** The signer of a request to an AWS_IAM method. Signatures are not checked: a key belongs to whom it was issued to, any other
 * key to the account's root. */
export function authenticate({ call }: Routed): Signer {
  const { request, api, platform } = call;
  const signature = signatureOf(request);
  if (signature === undefined) throw notSigned(request);
  if (signature.service !== "execute-api") {
    throw invalidSignature("Credential should be scoped to correct service: 'execute-api'. ");
  }
  if (signature.region !== api.region) throw invalidSignature("Credential should be scoped to a valid region. ");
  try {
    return platform.signer(signature, request.sourceIp);
  } catch (error) {
    throw error instanceof Fault ? tokenRefused(error) : error;
  }
}

/** The verdict on a signed call. */
export type Decision = { readonly type: "allowed" } | ({ readonly type: "denied" } & Denial);

/** Tables A and B of "How API Gateway resource policies affect authorization workflow" in the developer guide: within an
 * account one Allow is enough, between accounts both have to allow, and a Deny always wins. */
export function decide(identity: Verdict, resource: Verdict, sameAccount: boolean): Decision {
  if (identity === "denied") return { type: "denied", by: "identity", explicit: true };
  if (resource === "denied") return { type: "denied", by: "resource", explicit: true };
  const silent = identity === "none" ? "identity" : "resource";
  const allows = [identity, resource].filter((verdict) => verdict === "allowed").length;
  return allows >= (sameAccount ? 1 : 2) ? { type: "allowed" } : { type: "denied", by: silent, explicit: false };
}
