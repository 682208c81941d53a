import type { Account } from "./account.ts";
import type { Credential } from "../http/address.ts";
import { Fault } from "../fault.ts";
import { keyOwner, settledRole, trusts } from "../iam/index.ts";
import type { Role } from "../iam/index.ts";
import type { Signer } from "../execute-api/platform.ts";
import type { PolicyContext } from "../policy/variables.ts";
import { identityCaller, rootCaller, timeContext } from "./identity-caller.ts";
import type { Caller } from "./scope.ts";
import { mayCallIam, sessionOf } from "../sts/index.ts";

/** `aws`, `aws-cn` or `aws-us-gov`, after the region. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Who a key belongs to: the user that it was made for, who acts in the session that it was issued for, or the account's root.
 * Throws ExpiredToken or InvalidClientTokenId. */
export function callerOf(account: Account, region: string, credential: Credential, sourceIp: string): Signer {
  const { accessKeyId, token, service } = credential;
  const known = { "aws:RequestedRegion": region, "aws:SourceIp": sourceIp };
  const owner = keyOwner(account, accessKeyId);
  if (owner === "unknown") throw invalidKey();
  if (owner !== undefined) {
    if (!owner.key.isActive) throw invalidKey();
    const { arn, id } = owner.user;
    return identityCaller(account, { of: arn, arn, userId: id, policies: [] }, accessKeyId, known);
  }
  const state = sessionOf(account, accessKeyId, token);
  if (state?.type === "expired") {
    throw new Fault("ExpiredToken", "The security token included in the request is expired", 403);
  }
  if (state?.type === "invalid") throw invalidKey();
  if (state?.type === "valid" && service === "iam" && !mayCallIam(state.session)) throw invalidKey();
  const principal = state?.type === "valid" ? state.session.principal : undefined;
  return principal === undefined
    ? rootCaller(account, partitionOf(region), accessKeyId)
    : identityCaller(account, principal, accessKeyId, known);
}

function invalidKey(): Fault {
  return new Fault("InvalidClientTokenId", "The security token included in the request is invalid.", 403);
}

/** The session names that services use on AWS, and what they tell trust policies. No aws:SourceAccount and no aws:SourceArn: API
 * Gateway does not send them when it assumes an integration's role. */
const sessions: Readonly<Record<string, { readonly name: string; readonly tellsExternalId?: boolean }>> = {
  "apigateway.amazonaws.com": { name: "BackplaneAssumeRoleSession" },
  "firehose.amazonaws.com": { name: "AwsFirehoseSession", tellsExternalId: true },
};

/** What stays the same from one call of a service as a role to the next, by service. */
const acting = new WeakMap<Role, Map<string, { readonly caller: Caller; readonly context: PolicyContext }>>();

/** A service (`apigateway.amazonaws.com`) as a role: undefined when the role does not exist, does not trust the service, or is
 * too new. `about` is what the service tells the trust policy of its reason. */
export function serviceCaller(
  account: Account,
  roleArn: string,
  service: string,
  about?: PolicyContext,
): Caller | undefined {
  const role = settledRole(account, roleArn);
  if (role === undefined) return undefined;
  let services = acting.get(role);
  if (services === undefined) acting.set(role, (services = new Map()));
  let known = services.get(service);
  if (known === undefined) services.set(service, (known = actingAs(account, role, service)));
  const context = about === undefined ? known.context : { ...known.context, ...about };
  const verdict = trusts(role, { type: "Service", names: [service] }, context);
  return verdict === "allowed" ? known.caller : undefined;
}

function actingAs(account: Account, { arn: roleArn, name, id }: Role, service: string) {
  const { name: session = "AWSServiceSession", tellsExternalId = false } = sessions[service] ?? {};
  const partition = roleArn.split(":")[1] ?? "aws";
  const arn = `arn:${partition}:sts::${account.id}:assumed-role/${name}/${session}`;
  const context = timeContext(account);
  if (tellsExternalId) Object.assign(context, { "sts:ExternalId": account.id });
  const caller = identityCaller(account, { of: roleArn, arn, userId: `${id}:${session}`, policies: [] }, "", {});
  return { caller: { ...caller, service }, context };
}
