import type { Account } from "../account/account.ts";
import type { Scope } from "../account/scope.ts";
import { Fault } from "../fault.ts";
import type { Shape } from "../shape/shape.ts";
import type { Ledger } from "./ledger.ts";
import { iamStore, settledTime } from "./store.ts";
import type { IamStore, Named, Tags } from "./store.ts";
import { withTags } from "./tags.ts";
import type { Tag } from "./tags.ts";
import { uniqueId } from "./unique-id.ts";

/** What a kind is called. */
export interface KindWords {
  /** As names of operations and parameters have it: `Role`, `InstanceProfile`. */
  readonly word: string;
  /** As messages have it, `role`, and at their beginning, `Role`. */
  readonly noun: string;
  readonly title: string;
  /** As ARNs have it. */
  readonly arnType: string;
  /** Of ids: `AROA`. */
  readonly prefix: string;
}

/** Roles, users, groups or instance profiles: what operations about all of them need to know of one kind. */
export interface Kind<T extends Named> extends KindWords {
  /** Its name as the parameter of an operation. */
  readonly name: (operation: string) => Shape<string>;
  readonly ledger: (store: IamStore) => Ledger<T>;
  /** Throws for one that callers may not change. */
  readonly protect?: (one: Named) => void;
}

/** The one of that name. Throws NoSuchEntity. */
export function find<T extends Named>(kind: Kind<T>, { account }: Scope, name: string): T {
  const found = kind.ledger(iamStore(account)).get(name);
  if (found === undefined) throw absent(kind, name);
  return found;
}

/** All of a kind by name, with a path that begins so. */
export function allOf<T extends Named>(kind: Kind<T>, account: Account, pathPrefix = "/"): readonly T[] {
  return kind
    .ledger(iamStore(account))
    .all()
    .filter(({ path }) => path.startsWith(pathPrefix));
}

/** Saves one, under its name. */
export function save<T extends Named>(kind: Kind<T>, account: Account, one: T): void {
  put(kind, account, one.name, one);
}

/** Removes the one of that name. */
export function remove<T extends Named>(kind: Kind<T>, account: Account, name: string): void {
  put(kind, account, name, undefined);
}

/** What a new one begins as. Throws EntityAlreadyExists: names are the same whatever their case. */
export function begin<T extends Named>(
  kind: Kind<T>,
  scope: Scope,
  name: string,
  path = "/",
  tags: readonly Tag[] = [],
): Named {
  checkFree(kind, scope.account, name);
  return {
    name,
    path,
    id: uniqueId(kind.prefix),
    arn: arnOf(kind, scope, name, path),
    createdAt: scope.account.clock.now(),
    tags: withTags(noTags, tags),
  };
}

/** Gives one another name and path. Throws EntityAlreadyExists. */
export function rename<T extends Named>(kind: Kind<T>, scope: Scope, one: T, name = one.name, path = one.path): void {
  if (name.toLowerCase() !== one.name.toLowerCase()) checkFree(kind, scope.account, name);
  if (name !== one.name) remove(kind, scope.account, one.name);
  save(kind, scope.account, { ...one, name, path, arn: arnOf(kind, scope, name, path) });
}

/** The ARN of one of that name and path. */
export function arnOf(kind: KindWords, { account, partition }: Scope, name: string, path = "/"): string {
  return `arn:${partition}:iam::${account.id}:${kind.arnType}${path}${name}`;
}

/** The ARN that a caller needs permission for: its own, with its path, when it is there. */
export function resourceOf<T extends Named>(kind: Kind<T>, scope: Scope, name: string): string {
  return kind.ledger(iamStore(scope.account)).get(name)?.arn ?? arnOf(kind, scope, name);
}

/** The members that all kinds are answered with. */
export function namedMembers({ word }: KindWords, one: Named) {
  return {
    Path: one.path,
    [`${word}Name`]: one.name,
    [`${word}Id`]: one.id,
    Arn: one.arn,
    CreateDate: new Date(one.createdAt),
  };
}

const noTags: Tags = new Map();

function put<T extends Named>(kind: Kind<T>, account: Account, name: string, one: T | undefined): void {
  kind.ledger(iamStore(account)).put(name, one, account.clock.now(), settledTime(account));
}

function checkFree<T extends Named>(kind: Kind<T>, account: Account, name: string): void {
  const spelled = name.toLowerCase();
  if (!kind.ledger(iamStore(account)).some((one) => one.name.toLowerCase() === spelled)) return;
  const message =
    kind.noun === kind.title
      ? `${kind.title} ${name} already exists.`
      : `${kind.title} with name ${name} already exists.`;
  throw new Fault("EntityAlreadyExists", message, 409);
}

function absent({ noun, title }: KindWords, name: string): Fault {
  const message =
    noun === title ? `${title} ${name} cannot be found.` : `The ${noun} with name ${name} cannot be found.`;
  return new Fault("NoSuchEntity", message, 404);
}
