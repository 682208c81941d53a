import { createHash } from "node:crypto";
import type { Account, Corner } from "./account.ts";
import type { Scope } from "./scope.ts";

/** The ARNs of the keys that are disabled, of a region. Keys are not made here: there is every key that somebody names. */
const disabled: Corner<Set<string>> = { name: "kms.disabled", make: () => new Set() };

/** A key. */
export interface Key {
  readonly arn: string;
  /** `alias/…`, where it was named so. */
  readonly alias?: string;
}

/** A key by its id, its ARN, or an alias (by name or ARN), which here leads to a key with a made-up id. */
export function keyOf({ partition, region, account }: Omit<Scope, "caller">, keyId: string): Key {
  const keys = `arn:${partition}:kms:${region}:${account.id}:key`;
  const alias = /(?:^|:)(alias\/.+)$/.exec(keyId)?.[1];
  if (alias === undefined) return { arn: keyId.startsWith("arn:") ? keyId : `${keys}/${keyId}` };
  const digits = createHash("sha256").update(alias).digest("hex");
  const id = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ];
  return { arn: `${keys}/${id.join("-")}`, alias };
}

/** Is the key disabled? */
export function isDisabled(account: Account, region: string, { arn }: Key): boolean {
  return account.corner(disabled, region).has(arn);
}

/** Disables a key, or enables it again. */
export function setDisabled(account: Account, region: string, { arn }: Key, on: boolean): void {
  const all = account.corner(disabled, region);
  if (on) all.add(arn);
  else all.delete(arn);
}
