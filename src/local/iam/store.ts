import type { Account, Corner } from "../account/account.ts";
import type { PolicyDocument } from "./documents/policy-document.ts";
import { Ledger } from "./ledger.ts";

/** Tags by key, oldest first. */
export type Tags = ReadonlyMap<string, string>;

/** What everything with a name and a path has in common. */
export interface Named {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly tags: Tags;
}

/** What roles, users and groups have in common: policies. */
export interface Identity extends Named {
  /** Inline policies by name. */
  readonly inline: ReadonlyMap<string, PolicyDocument>;
  /** ARNs of the attached managed policies. */
  readonly attached: readonly string[];
  /** ARN of the managed policy that bounds the role or user; groups have none. */
  readonly boundary?: string | undefined;
}

export interface Role extends Identity {
  readonly trust: PolicyDocument;
  readonly description?: string;
  readonly maxSessionSeconds: number;
}

export interface User extends Identity {
  /** Oldest first. */
  readonly keys: readonly AccessKey[];
  /** Names of the groups that the user is in, in the order of joining. */
  readonly groups: readonly string[];
  readonly login?: LoginProfile;
  /** Oldest first. */
  readonly serviceCredentials: readonly ServiceCredential[];
}

export type Group = Identity;

/** A key with which a user signs. */
export interface AccessKey {
  readonly id: string;
  readonly isActive: boolean;
  readonly createdAt: number;
}

/** A name and password for a service that asks for such; the password is told once. */
export interface ServiceCredential {
  readonly id: string;
  /** Such as `codecommit.amazonaws.com`. */
  readonly service: string;
  readonly isActive: boolean;
  readonly createdAt: number;
}

/** That a user has a password; the password itself is not kept. */
export interface LoginProfile {
  readonly createdAt: number;
  readonly mustChange: boolean;
}

export interface InstanceProfile extends Named {
  /** The name of its role. */
  readonly role?: string;
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

/** The members of a password policy, by AWS's names. */
export type PasswordPolicy = Readonly<Record<string, boolean | number | undefined>>;

/** What IAM keeps of an account. */
export interface IamStore {
  /** By name. */
  readonly roles: Ledger<Role>;
  readonly users: Ledger<User>;
  readonly groups: Ledger<Group>;
  readonly profiles: Ledger<InstanceProfile>;
  /** By ARN; the account's own. */
  readonly policies: Ledger<ManagedPolicy>;
  /** Tasks that have removed roles of services. */
  readonly deletions: Set<string>;
  readonly settings: {
    /** How long a change is visible but not in effect yet: some seconds on AWS. */
    lagMs: number;
    /** Of the account, for its console. */
    alias?: string | undefined;
    passwordPolicy?: PasswordPolicy | undefined;
  };
}

/** IAM's corner of an account; its region is "". */
export const iamCorner: Corner<IamStore> = {
  name: "iam",
  make: () => ({
    roles: new Ledger<Role>(),
    users: new Ledger<User>(),
    groups: new Ledger<Group>(),
    profiles: new Ledger<InstanceProfile>(),
    policies: new Ledger<ManagedPolicy>(),
    deletions: new Set(),
    settings: { lagMs: 0 },
  }),
};

/** What IAM keeps of this account. */
export function iamStore(account: Account): IamStore {
  return account.corner(iamCorner, "");
}

/** Changes up to this time are in effect. */
export function settledTime(account: Account): number {
  return account.clock.now() - iamStore(account).settings.lagMs;
}

/** Saves a managed policy, or removes it. */
export function putPolicy(account: Account, arn: string, policy: ManagedPolicy | undefined): void {
  iamStore(account).policies.put(arn, policy, account.clock.now(), settledTime(account));
}
