import type { Account } from "../../account/account.ts";
import { invalidArgument } from "../faults.ts";
import { owner } from "../owner.ts";

/** To whom a list of grants gives a permission: an account by its canonical id, a group, or an account by its mail address. */
export type Grantee = { readonly ID: string } | { readonly URI: string } | { readonly EmailAddress: string };

/** An entry of an access control list, as it is written. */
export interface Grant {
  readonly Grantee: Grantee;
  readonly Permission: string;
}

/** What a grant may permit. */
export const permissions = ["FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP"];

const groups = "http://acs.amazonaws.com/groups";
const everybody: Grantee = { URI: `${groups}/global/AllUsers` };
const signedIn: Grantee = { URI: `${groups}/global/AuthenticatedUsers` };
const logDelivery: Grantee = { URI: `${groups}/s3/LogDelivery` };
// EC2 as an account, to read bundles of machine images.
const ec2: Grantee = { ID: "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c" };

/** What each canned list grants beside the owner's full control. The bucket's owner is the object's here. */
const canned: Readonly<Record<string, readonly Grant[]>> = {
  private: [],
  "public-read": [{ Grantee: everybody, Permission: "READ" }],
  "public-read-write": [
    { Grantee: everybody, Permission: "READ" },
    { Grantee: everybody, Permission: "WRITE" },
  ],
  "authenticated-read": [{ Grantee: signedIn, Permission: "READ" }],
  "aws-exec-read": [{ Grantee: ec2, Permission: "READ" }],
  "log-delivery-write": [
    { Grantee: logDelivery, Permission: "WRITE" },
    { Grantee: logDelivery, Permission: "READ_ACP" },
  ],
  "bucket-owner-read": [],
  "bucket-owner-full-control": [],
};

/** The grants of what has no list of its own. */
export function ownersGrants(account: Account): readonly Grant[] {
  return [{ Grantee: owner(account), Permission: "FULL_CONTROL" }];
}

/** The grants of a canned list. Throws InvalidArgument for one that S3 does not have. */
export function cannedGrants(account: Account, name: string): readonly Grant[] {
  const more = Object.hasOwn(canned, name) ? canned[name] : undefined;
  // S3 says no more than that.
  if (more === undefined) throw invalidArgument("", "x-amz-acl", name);
  return [...ownersGrants(account), ...more];
}

/** The grantee of that kind. Throws InvalidArgument, which names `argument`. */
export function granteeOf(kind: "id" | "uri" | "emailAddress", value: string, argument: string): Grantee {
  if (kind === "emailAddress") return { EmailAddress: value };
  if (kind === "uri") {
    if ([everybody, signedIn, logDelivery].some((one) => "URI" in one && one.URI === value)) return { URI: value };
    throw invalidArgument("Invalid group uri", argument, value);
  }
  if (/^[0-9a-f]{64}$/.test(value)) return { ID: value };
  throw invalidArgument("Invalid id", argument, value);
}

/** Do the grants let in everybody, or everybody with an account of AWS? */
export function isPublic(grants: readonly Grant[]): boolean {
  return grants.some(({ Grantee: grantee }) => "URI" in grantee && grantee.URI !== `${groups}/s3/LogDelivery`);
}
