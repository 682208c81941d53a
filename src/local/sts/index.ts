import { list } from "../shape/collection.ts";
import { integer } from "../shape/scalar.ts";
import { required, structure } from "../shape/structure.ts";
import { text } from "../shape/text.ts";
import { Fault } from "../fault.ts";
import type { Statement } from "../policy/policy.ts";
import type { PolicyContext } from "../policy/variables.ts";
import { queryOperation } from "../protocols/query.ts";
import type { QueryOperation } from "../protocols/query.ts";
import type { XmlMembers } from "../protocols/xml.ts";
import type { Scope } from "../account/scope.ts";
import { sessionTags, tagRequest } from "./session-tags.ts";
import { openSession } from "./sessions.ts";
import type { Session } from "./sessions.ts";

export { sessionOf } from "./sessions.ts";
export type { Session, SessionPrincipal, SessionState } from "./sessions.ts";

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

const usualRoleSeconds = 3_600;
const usualTokenSeconds = 43_200;
const tagKey = text({ min: 1, max: 128 });
const sessionName = text({ min: 2, max: 64, pattern: String.raw`[\w+=,.@-]*` });

/** The operations of STS: who am I, and temporary credentials. */
export function stsOperations(iam: Iam): readonly QueryOperation[] {
  return [getCallerIdentity, getSessionToken, assumeRole(iam)];
}

const getCallerIdentity = queryOperation("GetCallerIdentity", {}, ({ account, caller }) => ({
  Arn: caller.arn,
  UserId: caller.userId,
  Account: account.id,
}));

const getSessionToken = queryOperation(
  "GetSessionToken",
  { DurationSeconds: integer({ min: 900, max: 129_600 }) },
  ({ account, caller }, input) => {
    if (!caller.arn.endsWith(":root")) {
      throw new Fault("AccessDenied", "Cannot call GetSessionToken with session credentials", 403);
    }
    return { Credentials: credentials(openSession(account, input.DurationSeconds ?? usualTokenSeconds)) };
  },
);

function assumeRole(iam: Iam): QueryOperation {
  return queryOperation(
    "AssumeRole",
    {
      RoleArn: required(text({ min: 20, max: 2048 })),
      RoleSessionName: required(sessionName),
      DurationSeconds: integer({ min: 900, max: 43_200 }),
      ExternalId: text({ min: 2, max: 1224, pattern: String.raw`[\w+=,.@:/-]*` }),
      Policy: text({ min: 1 }),
      PolicyArns: list(structure({ arn: required(text({ min: 20, max: 2048 })) })),
      SourceIdentity: sessionName,
      Tags: list(structure({ Key: required(tagKey), Value: required(text({ max: 256 })) }), { min: 0, max: 50 }),
      TransitiveTagKeys: list(tagKey, { min: 0, max: 50 }),
    },
    (scope, input) => {
      if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(input.RoleArn)) {
        throw new Fault("ValidationError", `${input.RoleArn} is invalid`);
      }
      const { caller } = scope;
      const tags = sessionTags(input.Tags ?? [], input.TransitiveTagKeys ?? [], caller.transitiveTags);
      const { ExternalId } = input;
      const asked = { ...(ExternalId !== undefined && { "sts:ExternalId": ExternalId }), ...tagRequest(tags) };
      const role = iam.assumable(scope, input.RoleArn, "sts:AssumeRole", asked);
      if (role === undefined) throw mayNot(scope, "sts:AssumeRole", input.RoleArn);
      if (tags.all.size > 0 && iam.assumable(scope, input.RoleArn, "sts:TagSession", asked) === undefined)
        throw mayNot(scope, "sts:TagSession", input.RoleArn);
      const seconds = input.DurationSeconds ?? usualRoleSeconds;
      if (seconds > role.maxSessionSeconds) {
        const message = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
        throw new Fault("ValidationError", message);
      }
      const arns = input.PolicyArns ?? [];
      const given = [
        ...(input.Policy === undefined ? [] : [iam.readPolicy(input.Policy)]),
        ...(arns.length === 0 ? [] : [arns.flatMap(({ arn }) => iam.managedPolicy(scope, arn))]),
      ];
      const assumed = {
        of: input.RoleArn,
        arn: `arn:${scope.partition}:sts::${scope.account.id}:assumed-role/${role.name}/${input.RoleSessionName}`,
        userId: `${role.id}:${input.RoleSessionName}`,
        // What the session's policies allow adds up, within what the role's own policies allow.
        policies: given.length === 0 ? [] : [given.flat()],
        ...(tags.all.size > 0 && { tags }),
      };
      return {
        AssumedRoleUser: { AssumedRoleId: assumed.userId, Arn: assumed.arn },
        Credentials: credentials(openSession(scope.account, seconds, assumed)),
        PackedPolicySize: input.Policy === undefined ? undefined : Math.ceil((input.Policy.length * 100) / 2048),
        SourceIdentity: input.SourceIdentity,
      };
    },
  );
}

function credentials(session: Session): XmlMembers {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.token,
    Expiration: new Date(session.expiresAt),
  };
}

/** AWS says the same for a role that is not there. */
function mayNot({ caller }: Scope, action: string, roleArn: string): Fault {
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${roleArn}`;
  return new Fault("AccessDenied", message, 403);
}
