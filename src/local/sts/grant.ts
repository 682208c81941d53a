import type { Account } from "../account/account.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import type { Statement } from "../policy/policy.ts";
import type { PolicyContext } from "../policy/variables.ts";
import type { XmlMembers } from "../protocols/xml.ts";
import { list } from "../shape/collection.ts";
import { required, structure } from "../shape/structure.ts";
import type { Of } from "../shape/structure.ts";
import { text } from "../shape/text.ts";
import { openSession } from "./sessions.ts";
import type { SessionPrincipal } from "./sessions.ts";

/** What STS needs of IAM. */
export interface Iam {
  /** The role on which the caller may do that; undefined when it is not there or does not trust the caller. `asked` is what the
   * request tells trust policies. */
  assumable(
    scope: Scope,
    roleArn: string,
    action: "sts:AssumeRole" | "sts:TagSession",
    asked: PolicyContext,
  ): AssumableRole | undefined;
  /** The same for somebody whom a provider of identities vouches for; `names` are the provider's. */
  assumableBy(
    account: Account,
    roleArn: string,
    names: readonly string[],
    asked: PolicyContext,
  ): AssumableRole | undefined;
  /** The statements of a session policy. Throws MalformedPolicyDocument. */
  readPolicy(document: string): readonly Statement[];
  /** The statements of a managed policy. */
  managedPolicy(scope: Scope, arn: string): readonly Statement[];
}

/** A role, as far as STS needs it. */
export interface AssumableRole {
  readonly name: string;
  /** `AROA…` */
  readonly id: string;
  readonly maxSessionSeconds: number;
}

export const roleArn = text({ min: 20, max: 2048 });
export const sessionName = text({ min: 2, max: 64, pattern: String.raw`[\w+=,.@-]*` });

/** The parameters that narrow a session. */
export const sessionPolicies = {
  Policy: text({ min: 1 }),
  PolicyArns: list(structure({ arn: required(text({ min: 20, max: 2048 })) })),
};

/** What a session's policies allow, which adds up; undefined where it was given none. */
export function givenPolicies(
  iam: Iam,
  scope: Scope,
  { Policy, PolicyArns = [] }: Of<typeof sessionPolicies>,
): readonly Statement[] | undefined {
  if (Policy === undefined && PolicyArns.length === 0) return undefined;
  return [
    ...(Policy === undefined ? [] : iam.readPolicy(Policy)),
    ...PolicyArns.flatMap(({ arn }) => iam.managedPolicy(scope, arn)),
  ];
}

/** How much of the room for policies a session takes, in percent. */
export function packedSize(policy: string | undefined): number | undefined {
  return policy === undefined ? undefined : Math.ceil((policy.length * 100) / 2048);
}

/** Opens a session and gives its credentials as STS answers them. */
export function credentials(account: Account, seconds: number, principal?: SessionPrincipal): XmlMembers {
  const session = openSession(account, seconds, principal);
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.token,
    Expiration: new Date(session.expiresAt),
  };
}

/** Who acts as a role, under a name. Throws ValidationError for a session that is longer than the role allows. */
export function asRole(
  { account, partition }: Scope,
  role: AssumableRole,
  { arn, name, seconds, policies }: RoleSession,
): SessionPrincipal {
  if (seconds > role.maxSessionSeconds) {
    const message = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
    throw new Fault("ValidationError", message);
  }
  return {
    of: arn,
    arn: `arn:${partition}:sts::${account.id}:assumed-role/${role.name}/${name}`,
    userId: `${role.id}:${name}`,
    policies: policies === undefined ? [] : [policies],
  };
}

/** What is asked for a role. */
interface RoleSession {
  readonly arn: string;
  readonly name: string;
  readonly seconds: number;
  readonly policies: readonly Statement[] | undefined;
}

/** Throws ValidationError for what is no ARN. */
export function checkRoleArn(arn: string): void {
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(arn)) throw new Fault("ValidationError", `${arn} is invalid`);
}
