import type { Account } from "../account/account.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import type { XmlMembers } from "../protocols/xml.ts";
import { namedMembers } from "./kind.ts";
import { users } from "./kinds.ts";
import { boundaryMembers } from "./role.ts";
import { iamStore } from "./store.ts";
import type { AccessKey, User } from "./store.ts";
import { shownTags } from "./tags.ts";

/** The user as IAM answers it. */
export function userMembers(user: User): XmlMembers {
  return {
    ...namedMembers(users, user),
    PermissionsBoundary: boundaryMembers(user),
    Tags: shownTags(user.tags),
  };
}

/** The user that a request is about: whom it names, or who signed it. Throws ValidationError where that is no user. */
export function userNameOf({ caller }: Scope, named: string | undefined): string {
  if (named !== undefined) return named;
  const [, own] = /:user\/(?:.*\/)?([^/]+)$/.exec(caller.arn) ?? [];
  if (own === undefined) {
    throw new Fault("ValidationError", "Must specify userName when calling with non-User credentials");
  }
  return own;
}

/** An access key and its user. */
export interface KeyOfUser {
  readonly user: User;
  readonly key: AccessKey;
}

// The prefix of our own keys, also of those from an earlier run.
const ours = "AKIAQLOCAL";

/** The beginning of the ids of access keys that are made here. */
export const accessKeyPrefix = ours;

/** The user to whom an access key belongs: undefined for keys that were not made here, "unknown" for those that are no more. */
export function keyOwner(account: Account, accessKeyId: string): KeyOfUser | "unknown" | undefined {
  if (!accessKeyId.startsWith(ours)) return undefined;
  const user = iamStore(account).users.find(({ keys }) => keys.some(({ id }) => id === accessKeyId));
  const key = user?.keys.find(({ id }) => id === accessKeyId);
  return user === undefined || key === undefined ? "unknown" : { user, key };
}
