import type { Account, Corner } from "../account/account.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { Ledger } from "./ledger.ts";

/** Tags by key, oldest first. */
export type Tags = ReadonlyMap<string, string>;

/** A role with its policies and tags. */
export interface Role {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly trust: PolicyDocument;
  readonly description?: string;
  readonly maxSessionSeconds: number;
  /** ARN of the managed policy that bounds the role. */
  readonly boundary?: string;
  readonly tags: Tags;
  /** Inline policies by name. */
  readonly inline: ReadonlyMap<string, PolicyDocument>;
  /** ARNs of the attached managed policies. */
  readonly attached: readonly string[];
}

/** One version of a managed policy. */
export interface PolicyVersion {
  /** Such as `v1`. */
  readonly id: string;
  readonly document: PolicyDocument;
  readonly createdAt: number;
}

/** A managed policy, of the account or of AWS. */
export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly description?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly tags: Tags;
  readonly versions: readonly PolicyVersion[];
  readonly defaultVersionId: string;
  /** Version numbers are never used twice. */
  readonly lastVersion: number;
}

/** What IAM keeps of an account. */
export interface IamStore {
  /** By name. */
  readonly roles: Ledger<Role>;
  /** By ARN; the account's own. */
  readonly policies: Ledger<ManagedPolicy>;
  readonly settings: {
    /** How long a change is visible but not in effect yet: some seconds on AWS. */
    lagMs: number;
  };
}

/** IAM's corner of an account; its region is "". */
export const iamCorner: Corner<IamStore> = {
  name: "iam",
  make: () => ({ roles: new Ledger<Role>(), policies: new Ledger<ManagedPolicy>(), settings: { lagMs: 0 } }),
};

/** What IAM keeps of this account. */
export function iamStore(account: Account): IamStore {
  return account.corner(iamCorner, "");
}

/** Changes up to this time are in effect. */
export function settledTime(account: Account): number {
  return account.clock.now() - iamStore(account).settings.lagMs;
}

/** Saves a role, or removes it. */
export function putRole(account: Account, name: string, role: Role | undefined): void {
  iamStore(account).roles.put(name, role, account.clock.now(), settledTime(account));
}

/** Saves a managed policy, or removes it. */
export function putPolicy(account: Account, arn: string, policy: ManagedPolicy | undefined): void {
  iamStore(account).policies.put(arn, policy, account.clock.now(), settledTime(account));
}
