import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { queryOperation } from "../protocols/query.ts";
import type { QueryOperation } from "../protocols/query.ts";
import { list } from "../shape/collection.ts";
import { integer } from "../shape/scalar.ts";
import { required, structure } from "../shape/structure.ts";
import { tagKey } from "../shape/tag-texts.ts";
import { text } from "../shape/text.ts";
import {
  asRole,
  checkRoleArn,
  credentials,
  givenPolicies,
  packedSize,
  roleArn,
  sessionName,
  sessionPolicies,
} from "./grant.ts";
import type { Iam } from "./grant.ts";
import { checkMfa, mfa } from "./mfa.ts";
import { sessionTags, tagList, tagRequest } from "./session-tags.ts";

const usualSeconds = 3_600;
const chainedSeconds = 3_600;

/** A session as a role that trusts the caller. */
export function assumeRole(iam: Iam): QueryOperation {
  return queryOperation(
    "AssumeRole",
    {
      RoleArn: required(roleArn),
      RoleSessionName: required(sessionName),
      DurationSeconds: integer({ min: 900, max: 43_200 }),
      ExternalId: text({ min: 2, max: 1224, pattern: String.raw`[\w+=,.@:/-]*` }),
      ...sessionPolicies,
      ...mfa,
      SourceIdentity: sessionName,
      Tags: tagList,
      TransitiveTagKeys: list(tagKey, { min: 0, max: 50 }),
      ProvidedContexts: list(structure({ ProviderArn: roleArn, ContextAssertion: text({ min: 4, max: 2048 }) }), {
        min: 1,
        max: 5,
      }),
    },
    (scope, input) => {
      checkRoleArn(input.RoleArn);
      if (input.ProvidedContexts !== undefined)
        throw new Fault("ValidationError", "The local AWS has no context providers: leave out ProvidedContexts.");
      checkMfa(input);
      const { account, caller } = scope;
      const tags = sessionTags(input.Tags ?? [], input.TransitiveTagKeys ?? [], caller.transitiveTags);
      const { ExternalId, RoleSessionName: name, DurationSeconds: seconds = usualSeconds } = input;
      const asked = { ...(ExternalId !== undefined && { "sts:ExternalId": ExternalId }), ...tagRequest(tags) };
      const role = iam.assumable(scope, input.RoleArn, "sts:AssumeRole", asked);
      // Federated users may call nothing of STS but GetCallerIdentity.
      if (role === undefined || caller.arn.includes(":federated-user/"))
        throw mayNot(scope, "sts:AssumeRole", input.RoleArn);
      checkChained(caller.arn, seconds);
      if (tags.all.size > 0 && iam.assumable(scope, input.RoleArn, "sts:TagSession", asked) === undefined)
        throw mayNot(scope, "sts:TagSession", input.RoleArn);
      const policies = givenPolicies(iam, scope, input);
      const assumed = {
        ...asRole(scope, role, { arn: input.RoleArn, name, seconds, policies }),
        ...(tags.all.size > 0 && { tags }),
      };
      return {
        AssumedRoleUser: { AssumedRoleId: assumed.userId, Arn: assumed.arn },
        Credentials: credentials(account, seconds, assumed),
        PackedPolicySize: packedSize(input.Policy),
        SourceIdentity: input.SourceIdentity,
      };
    },
  );
}

/** Throws ValidationError where a role's session asks for more than AWS gives it, whatever the other role allows. */
function checkChained(callerArn: string, seconds: number): void {
  if (!callerArn.includes(":assumed-role/") || seconds <= chainedSeconds) return;
  const message = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";
  throw new Fault("ValidationError", message);
}

/** AWS says the same for a role that is not there. */
function mayNot({ caller }: Scope, action: string, arn: string): Fault {
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${arn}`;
  return new Fault("AccessDenied", message, 403);
}
