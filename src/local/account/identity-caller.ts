import type { Account } from "./account.ts";
import { evaluateIdentity, settledRole, settledUser } from "../iam/index.ts";
import type { Identity } from "../iam/index.ts";
import type { Signer } from "../execute-api/platform.ts";
import { verdictOf } from "../policy/denial.ts";
import type { Rulings } from "../policy/denial.ts";
import { evaluate } from "../policy/policy.ts";
import type { PolicyRequest, Verdict } from "../policy/policy.ts";
import type { PolicyContext } from "../policy/variables.ts";
import type { SessionPrincipal } from "../sts/index.ts";

/** The account's root, who may do everything. */
export function rootCaller(account: Account, partition: string, accessKeyId: string): Signer {
  const arn = rootArn(partition, account);
  const names = [arn, account.id];
  const context = principalContext(account, arn, account.id, {});
  const verdict = (): Verdict => "allowed";
  return { arn, userId: account.id, accessKeyId, names, accountNames: names, context, verdict, allows: () => true };
}

/** A user, or who acts in a session, with the permissions that both IAM and the session give. `known` is what the request itself
 * tells policies. */
export function identityCaller(
  account: Account,
  principal: SessionPrincipal,
  accessKeyId: string,
  known: PolicyContext,
): Signer {
  const { arn, userId, of, policies, tags } = principal;
  const self = of ?? arn;
  const own = identityOf(account, principal);
  const tagged = [...(own?.tags ?? []), ...(tags?.all ?? [])];
  const context = Object.assign(principalContext(account, arn, userId, known), {
    // The role's own ARN: a session's leaves out the path.
    "aws:PrincipalArn": self,
    ...(own !== undefined && self.includes(":user/") && { "aws:username": own.name }),
    ...Object.fromEntries(tagged.map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
  });
  const rulings = (action: string, resource: string, about?: PolicyContext): Rulings => {
    const request = { action, resource, context: about === undefined ? context : { ...context, ...about } };
    const own = identityRulings(account, principal, request);
    return policies.length === 0 ? own : { ...own, session: sessionVerdict(policies, request) };
  };
  const verdict: Signer["verdict"] = (action, resource, about) => verdictOf(rulings(action, resource, about));
  return {
    arn,
    userId,
    accessKeyId,
    names: [arn, self],
    accountNames: [rootArn(arn.split(":")[1] ?? "aws", account), account.id],
    context,
    ...(tags !== undefined && { transitiveTags: tags.transitive }),
    rulings,
    verdict,
    allows: (action, resource, about) => verdict(action, resource, about) === "allowed",
  };
}

function identityRulings(account: Account, principal: SessionPrincipal, request: PolicyRequest): Rulings {
  if (principal.of === undefined) return { identity: "allowed" };
  const identity = identityOf(account, principal);
  return identity === undefined ? { identity: "none" } : evaluateIdentity(account, identity, request);
}

/** A session that was opened by another one has the policies of both, and each has to allow. */
function sessionVerdict(policies: SessionPrincipal["policies"], request: PolicyRequest): Verdict {
  const verdicts = policies.map((statements) => evaluate(statements, request));
  if (verdicts.includes("denied")) return "denied";
  return verdicts.includes("none") ? "none" : "allowed";
}

/** What was deleted and made again has another id: the session belongs to the old one. */
function identityOf(account: Account, { of, userId, sourceId = userId }: SessionPrincipal): Identity | undefined {
  if (of === undefined) return undefined;
  const found = settledRole(account, of) ?? settledUser(account, of);
  return found !== undefined && (sourceId === found.id || sourceId.startsWith(`${found.id}:`)) ? found : undefined;
}

/** The ARN of the account's root. */
export function rootArn(partition: string, account: Account): string {
  return `arn:${partition}:iam::${account.id}:root`;
}

/** `arn:aws:sts::1:assumed-role/name/session` is also known by the role's own ARN. */
export function roleArnsOf(sessionArn: string): readonly string[] {
  const [, partition, account, name] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(sessionArn) ?? [];
  return name === undefined ? [] : [`arn:${partition}:iam::${account}:role/${name}`];
}

/** What policies may ask about a principal and the time. */
export function principalContext(account: Account, arn: string, userId: string, about: PolicyContext): PolicyContext {
  const [roleArn = arn] = roleArnsOf(arn);
  return Object.assign(timeContext(account), about, {
    "aws:PrincipalArn": roleArn,
    "aws:PrincipalAccount": account.id,
    "aws:PrincipalType": typeOf(arn),
    "aws:userid": userId,
    // The local endpoint stands for AWS's, which every client calls by https: a policy that requires TLS would refuse everybody.
    "aws:SecureTransport": "true",
  });
}

function typeOf(arn: string): string {
  if (arn.includes(":assumed-role/")) return "AssumedRole";
  if (arn.includes(":federated-user/")) return "FederatedUser";
  return arn.includes(":user/") ? "User" : "Account";
}

/** The current time, computed only when a policy asks for it. */
export function timeContext({ clock }: Account): PolicyContext {
  return {
    get "aws:CurrentTime"() {
      return new Date(clock.now()).toISOString();
    },
    get "aws:EpochTime"() {
      return String(Math.floor(clock.now() / 1000));
    },
  };
}
