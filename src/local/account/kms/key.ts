import type { Statement } from "../../policy/policy.ts";
import type { Scope } from "../scope.ts";
import type { Grant } from "./grant.ts";

/** Where keys are: whoever calls does not matter. */
export type Place = Pick<Scope, "account" | "region" | "partition">;

/** What a key is made of, such as SYMMETRIC_DEFAULT or RSA_2048. */
export type KeySpec = string;

/** KMS's words for what a key can do now. */
export type KeyState = "Enabled" | "Disabled" | "PendingDeletion" | "PendingImport";

/** The bytes of a key between two rotations. */
export interface KeyMaterial {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly bytes: Buffer;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** A key policy: its text, and what it says. */
export interface KeyPolicy {
  readonly text: string;
  readonly statements: readonly Statement[];
}

/** A KMS key. Times are milliseconds since 1970. */
export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly created: number;
  /** Who looks after it: the account, or AWS for one of its services. */
  readonly manager: "CUSTOMER" | "AWS";
  readonly spec: KeySpec;
  readonly usage: string;
  readonly origin: string;
  readonly multiRegion: boolean;
  description: string;
  disabled: boolean;
  /** When it will be gone, where that is scheduled. */
  goneAt?: number | undefined;
  policy: KeyPolicy;
  readonly tags: Map<string, string>;
  /** Oldest first. Whoever encrypts takes the last. */
  readonly materials: KeyMaterial[];
  /** Automatic rotation, where it is on. */
  rotation?: { readonly days: number; readonly since: number } | undefined;
  /** By id. */
  readonly grants: Map<string, Grant>;
}

/** The state of a key that is still there. */
export function stateOf(key: Key): KeyState {
  if (key.goneAt !== undefined) return "PendingDeletion";
  if (key.origin === "EXTERNAL") return "PendingImport";
  return key.disabled ? "Disabled" : "Enabled";
}

/** Does it encrypt what others bring, with bytes that never leave it? */
export function isSymmetric({ spec }: Key): boolean {
  return spec === "SYMMETRIC_DEFAULT";
}
