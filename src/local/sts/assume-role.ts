import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { queryOperation } from "../protocols/query.ts";
import type { QueryOperation } from "../protocols/query.ts";
import { list } from "../shape/collection.ts";
import { integer } from "../shape/scalar.ts";
import { required } from "../shape/structure.ts";
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
import { sessionTags, tagKey, tagList, tagRequest } from "./session-tags.ts";

const usualSeconds = 3_600;

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
      SourceIdentity: sessionName,
      Tags: tagList,
      TransitiveTagKeys: list(tagKey, { min: 0, max: 50 }),
    },
    (scope, input) => {
      checkRoleArn(input.RoleArn);
      const { account, caller } = scope;
      const tags = sessionTags(input.Tags ?? [], input.TransitiveTagKeys ?? [], caller.transitiveTags);
      const { ExternalId, RoleSessionName: name, DurationSeconds: seconds = usualSeconds } = input;
      const asked = { ...(ExternalId !== undefined && { "sts:ExternalId": ExternalId }), ...tagRequest(tags) };
      const role = iam.assumable(scope, input.RoleArn, "sts:AssumeRole", asked);
      if (role === undefined) throw mayNot(scope, "sts:AssumeRole", input.RoleArn);
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

/** AWS says the same for a role that is not there. */
function mayNot({ caller }: Scope, action: string, arn: string): Fault {
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${arn}`;
  return new Fault("AccessDenied", message, 403);
}
