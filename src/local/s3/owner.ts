import { createHash } from "node:crypto";
import type { Account } from "../account/account.ts";

/** The account as lists and grants name it. */
export function owner({ id }: Account): { readonly ID: string } {
  return { ID: createHash("sha256").update(id).digest("hex") };
}

/** The one grant that there is: the owner may do everything. */
export function ownersGrant(account: Account) {
  const { ID } = owner(account);
  return { Owner: { ID }, AccessControlList: { Grant: { Grantee: { ID }, Permission: "FULL_CONTROL" } } };
}
