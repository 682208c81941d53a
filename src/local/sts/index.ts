import { Fault } from "../fault.ts";
import { queryOperation } from "../protocols/query.ts";
import type { QueryOperation } from "../protocols/query.ts";
import { required } from "../shape/structure.ts";
import { text } from "../shape/text.ts";
import { assumeRole } from "./assume-role.ts";
import { getFederationToken, getSessionToken } from "./federation.ts";
import type { Iam } from "./grant.ts";
import { assumeRoleWithWebIdentity } from "./web-identity.ts";

export type { Iam } from "./grant.ts";
export { mayCallIam, sessionOf } from "./sessions.ts";
export type { Session, SessionPrincipal, SessionState } from "./sessions.ts";

/** What is asked for without a signature: the token is all that vouches for the caller. */
export const unsignedStsOperations: readonly string[] = ["AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"];

/** The operations of STS: who am I, and temporary credentials. */
export function stsOperations(iam: Iam): readonly QueryOperation[] {
  return [
    getCallerIdentity,
    getAccessKeyInfo,
    getSessionToken,
    getFederationToken(iam),
    assumeRole(iam),
    assumeRoleWithWebIdentity(iam),
    decodeAuthorizationMessage,
  ];
}

const getCallerIdentity = queryOperation("GetCallerIdentity", {}, ({ account, caller }) => ({
  Arn: caller.arn,
  UserId: caller.userId,
  Account: account.id,
}));

/** Any key is one of this account. */
const getAccessKeyInfo = queryOperation(
  "GetAccessKeyInfo",
  { AccessKeyId: required(text({ min: 16, max: 128, pattern: String.raw`[\w]*` })) },
  ({ account }) => ({ Account: account.id }),
  () => "*",
);

/** What this AWS refuses it says in plain words: there is no encoded message. */
const decodeAuthorizationMessage = queryOperation(
  "DecodeAuthorizationMessage",
  { EncodedMessage: required(text({ min: 1, max: 10_240 })) },
  () => {
    throw new Fault("InvalidAuthorizationMessageException", "Message is not valid");
  },
  () => "*",
);
