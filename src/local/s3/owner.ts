import { createHash } from "node:crypto";
import type { Account } from "../account/account.ts";

/** The account as lists and grants name it. */
export function owner({ id }: Account): { readonly ID: string } {
  return { ID: createHash("sha256").update(id).digest("hex") };
}
