import type { Account } from "./account.ts";
import type { Credential } from "../http/address.ts";
import { Fault } from "../fault.ts";
import { evaluateRole, managedStatements, permissionsPolicy, settledRole, trusts } from "../iam/index.ts";
import type { Role } from "../iam/index.ts";
import type { Signer } from "../execute-api/platform.ts";
import { evaluate } from "../policy/policy.ts";
import type { Verdict } from "../policy/policy.ts";
import type { PolicyContext } from "../policy/variables.ts";
import type { Caller, Scope } from "./scope.ts";
import { sessionOf } from "../sts/index.ts";
import type { AssumedRole, Iam } from "../sts/index.ts";

/** `aws`, `aws-cn` or `aws-us-gov`, after the region. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Who a key belongs to: the role that it was issued for, or the account's root. Throws ExpiredToken or InvalidClientTokenId. */
export function callerOf(account: Account, region: string, credential: Credential, sourceIp: string): Signer {
  const { accessKeyId, token } = credential;
  const state = sessionOf(account, accessKeyId, token);
  if (state?.type === "expired") {
    throw new Fault("ExpiredToken", "The security token included in the request is expired", 403);
  }
  if (state?.type === "invalid") {
    throw new Fault("InvalidClientTokenId", "The security token included in the request is invalid.", 403);
  }
  const role = state?.type === "valid" ? state.session.role : undefined;
  return role === undefined
    ? rootCaller(account, region, accessKeyId)
    : roleCaller(account, role, accessKeyId, { "aws:RequestedRegion": region, "aws:SourceIp": sourceIp });
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
  return { caller: roleCaller(account, { roleArn, arn, userId: `${id}:${session}`, policies: [] }, "", {}), context };
}

/** What STS asks of IAM. */
export const assumingRoles: Iam = {
  assumable(scope, roleArn, action, asked) {
    const role = settledRole(scope.account, roleArn);
    return role !== undefined && mayAssume(scope, role, action, asked) ? role : undefined;
  },
  readPolicy: (document) => permissionsPolicy(document).statements,
  managedPolicy: ({ account }, arn) => managedStatements(account, arn),
};

/** Trust in the caller by name is enough; trust in the whole account needs a permission of the caller as well. */
function mayAssume(scope: Scope, role: Role, action: string, asked: PolicyContext): boolean {
  const { account, caller } = scope;
  const context = principalContext(account, caller.arn, caller.userId, asked);
  const root = rootArn(scope.partition, account);
  const own = caller.arn === root ? [root] : [caller.arn, ...roleArnsOf(caller.arn)];
  const byName = trusts(role, { type: "AWS", names: own }, context, action);
  if (byName !== "none") return byName === "allowed";
  const asAccount = trusts(role, { type: "AWS", names: [...own, root, account.id] }, context, action);
  return asAccount === "allowed" && caller.allows(action, role.arn);
}

/** `arn:aws:sts::1:assumed-role/name/session` is also known by the role's own ARN. */
function roleArnsOf(sessionArn: string): readonly string[] {
  const [, partition, account, name] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(sessionArn) ?? [];
  return name === undefined ? [] : [`arn:${partition}:iam::${account}:role/${name}`];
}

function rootCaller(account: Account, region: string, accessKeyId: string): Signer {
  const arn = rootArn(partitionOf(region), account);
  const names = [arn, account.id];
  const context = principalContext(account, arn, account.id, {});
  const verdict = (): Verdict => "allowed";
  return { arn, userId: account.id, accessKeyId, names, accountNames: names, context, verdict, allows: () => true };
}

function rootArn(partition: string, account: Account): string {
  return `arn:${partition}:iam::${account.id}:root`;
}

/** `known` is what the request itself tells policies. */
function roleCaller(account: Account, assumed: AssumedRole, accessKeyId: string, known: PolicyContext): Signer {
  const { arn, userId, roleArn, policies, tags } = assumed;
  // The role's own ARN: a session's leaves out the path.
  const context = Object.assign(principalContext(account, arn, userId, known), {
    "aws:PrincipalArn": roleArn,
    ...Object.fromEntries([...(tags?.all ?? [])].map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
  });
  const verdict: Signer["verdict"] = (action, resource, about) => {
    const role = settledRole(account, roleArn);
    // A role that was deleted and made again has another id: the session belongs to the old one.
    if (role === undefined || !userId.startsWith(`${role.id}:`)) return "none";
    const request = { action, resource, context: about === undefined ? context : { ...context, ...about } };
    const verdicts = [
      evaluateRole(account, role, request),
      ...policies.map((statements) => evaluate(statements, request)),
    ];
    if (verdicts.includes("denied")) return "denied";
    return verdicts.includes("none") ? "none" : "allowed";
  };
  return {
    arn,
    userId,
    accessKeyId,
    names: [arn, roleArn],
    accountNames: [rootArn(roleArn.split(":")[1] ?? "aws", account), account.id],
    context,
    ...(tags !== undefined && { transitiveTags: tags.transitive }),
    verdict,
    allows: (action, resource, about) => verdict(action, resource, about) === "allowed",
  };
}

function principalContext(account: Account, arn: string, userId: string, about: PolicyContext): PolicyContext {
  const [roleArn = arn] = roleArnsOf(arn);
  const type = roleArn === arn ? "Account" : "AssumedRole";
  return Object.assign(timeContext(account), about, {
    "aws:PrincipalArn": roleArn,
    "aws:PrincipalAccount": account.id,
    "aws:PrincipalType": type,
    "aws:userid": userId,
    // The local endpoint stands for AWS's, which every client calls by https: a policy that requires TLS would refuse everybody.
    "aws:SecureTransport": "true",
  });
}

/** The current time, computed only when a policy asks for it. */
function timeContext({ clock }: Account): PolicyContext {
  return {
    get "aws:CurrentTime"() {
      return new Date(clock.now()).toISOString();
    },
    get "aws:EpochTime"() {
      return String(Math.floor(clock.now() / 1000));
    },
  };
}
