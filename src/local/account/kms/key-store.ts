import { randomBytes, randomUUID } from "node:crypto";
import type { Corner } from "../account.ts";
import { defaultPolicy } from "./default-policy.ts";
import type { Key, KeyMaterial, Place } from "./key.ts";

/** Another name of a key. */
export interface Alias {
  /** `alias/…`. */
  readonly name: string;
  readonly arn: string;
  keyId: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  updated: number;
}

/** The keys of a region by id, and its aliases by name. */
export interface KeyStore {
  readonly keys: Map<string, Key>;
  readonly aliases: Map<string, Alias>;
}

const corner: Corner<KeyStore> = { name: "kms.keys", make: () => ({ keys: new Map(), aliases: new Map() }) };

/** What there is in a region, without the keys whose time is over. */
export function keyStore({ account, region }: Place): KeyStore {
  const store = account.corner(corner, region);
  const now = account.clock.now();
  for (const { id, goneAt } of store.keys.values()) if (goneAt !== undefined && goneAt <= now) forget(store, id);
  return store;
}

function forget({ keys, aliases }: KeyStore, id: string): void {
  keys.delete(id);
  for (const { name, keyId } of aliases.values()) if (keyId === id) aliases.delete(name);
}

/** The ARN of a key or an alias (`key/…`, `alias/…`). */
export function kmsArn({ partition, region, account }: Place, resource: string): string {
  return `arn:${partition}:kms:${region}:${account.id}:${resource}`;
}

/** Makes a key: one of the account that encrypts, unless it is told otherwise. */
export function makeKey(place: Place, given: Partial<Key> = {}): Key {
  const key = newKey(place, given);
  keyStore(place).keys.set(key.id, key);
  return key;
}

/** A key that nobody can find yet. */
export function newKey(place: Place, given: Partial<Key> = {}): Key {
  const id = given.id ?? (given.multiRegion === true ? `mrk-${randomBytes(16).toString("hex")}` : randomUUID());
  const now = place.account.clock.now();
  return {
    id,
    arn: kmsArn(place, `key/${id}`),
    created: now,
    manager: "CUSTOMER",
    spec: "SYMMETRIC_DEFAULT",
    usage: "ENCRYPT_DECRYPT",
    origin: "AWS_KMS",
    multiRegion: false,
    description: "",
    disabled: false,
    policy: defaultPolicy(place),
    tags: new Map(),
    materials: [newMaterial(now)],
    grants: new Map(),
    ...given,
  };
}

/** Gives a key another name, which is not taken. */
export function makeAlias(place: Place, name: string, keyId: string): void {
  const now = place.account.clock.now();
  keyStore(place).aliases.set(name, { name, arn: kmsArn(place, name), keyId, created: now, updated: now });
}

/** Bytes for a key, from now on. */
export function newMaterial(since: number): KeyMaterial {
  return { id: randomBytes(32).toString("hex"), bytes: randomBytes(32), since };
}
