import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import { queryOperation } from "../protocols/query.ts";
import type { QueryOperation } from "../protocols/query.ts";
import { integer } from "../shape/scalar.ts";
import { required } from "../shape/structure.ts";
import { text } from "../shape/text.ts";
import { credentials, givenPolicies, packedSize, sessionPolicies } from "./grant.ts";
import type { Iam } from "./grant.ts";
import { checkMfa, mfa } from "./mfa.ts";
import { sessionTags, tagList } from "./session-tags.ts";
import { isSessionKey } from "./sessions.ts";
import type { SessionPrincipal } from "./sessions.ts";

const seconds = integer({ min: 900, max: 129_600 });
const usualSeconds = 43_200;

/** A session of the user or root that asks. */
export const getSessionToken = queryOperation(
  "GetSessionToken",
  {
    DurationSeconds: seconds,
    ...mfa,
  },
  (scope, { DurationSeconds = usualSeconds, ...device }) => {
    const { arn, userId } = checkLasting(scope, "GetSessionToken");
    checkMfa(device);
    const own = arn.endsWith(":root") ? undefined : { of: arn, arn, userId, policies: [] };
    return { Credentials: credentials(scope.account, DurationSeconds, own) };
  },
);

/** A session for somebody whom the caller vouches for: it has what both the caller and the given policies allow. */
export function getFederationToken(iam: Iam): QueryOperation {
  return queryOperation(
    "GetFederationToken",
    {
      Name: required(text({ min: 2, max: 32, pattern: String.raw`[\w+=,.@-]*` })),
      ...sessionPolicies,
      DurationSeconds: seconds,
      Tags: tagList,
    },
    (scope, input) => {
      const { account } = scope;
      const { arn: callerArn, userId: callerId } = checkLasting(scope, "GetFederationToken");
      const tags = sessionTags(input.Tags ?? [], []);
      const [arn, userId] = [federatedArn(scope, input.Name), `${account.id}:${input.Name}`];
      const principal: SessionPrincipal = {
        ...(callerArn.endsWith(":root") ? {} : { of: callerArn, sourceId: callerId }),
        arn,
        userId,
        policies: [givenPolicies(iam, scope, input) ?? []],
        ...(tags.all.size > 0 && { tags }),
      };
      return {
        Credentials: credentials(account, input.DurationSeconds ?? usualSeconds, principal),
        FederatedUser: { FederatedUserId: userId, Arn: arn },
        PackedPolicySize: packedSize(input.Policy) ?? 0,
      };
    },
    (scope, { Name }) => federatedArn(scope, Name),
  );
}

function federatedArn({ account, partition }: Scope, name: string): string {
  return `arn:${partition}:sts::${account.id}:federated-user/${name}`;
}

/** Throws AccessDenied unless the caller has keys that last. */
function checkLasting({ caller }: Scope, operation: string): Scope["caller"] {
  if (!isSessionKey(caller.accessKeyId)) return caller;
  throw new Fault("AccessDenied", `Cannot call ${operation} with session credentials`, 403);
}
