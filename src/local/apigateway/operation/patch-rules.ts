import { badRequest, notFound } from "../faults.ts";
import { without } from "../without.ts";
import type { Change, PatchRule } from "./patch.ts";

/** A member of the record. `read` makes its value out of the operation's text, or undefined to take it away. */
export function member<T extends object, K extends keyof T & string>(
  name: K,
  read: (value: string | undefined) => T[K] | undefined,
  options: { readonly removable?: boolean; readonly addable?: boolean } = {},
): PatchRule<T> {
  const put: Change<T> = (record, value) => set(record, name, read(value));
  return {
    path: `/${name}`,
    changes: {
      ...(options.addable === true ? { add: put } : {}),
      ...(options.removable === true ? { remove: (record: T) => set(record, name, undefined) } : {}),
      replace: put,
    },
  };
}

/** Text as it is; an empty one takes the member away. */
export function textValue(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : value;
}

/** AWS reads anything but "true" as false. */
export function flagValue(value: string | undefined): boolean {
  return value?.toLowerCase() === "true";
}

/** A number; throws BadRequestException for what is none, in words of our own, as AWS's are not known. */
export function numberValue(value: string | undefined, path: string): number {
  const read = Number(value || NaN);
  if (!Number.isFinite(read)) throw badRequest(`Invalid value for ${path}: ${value ?? ""}`);
  return read;
}

/** Reads one of the values that a member has, or throws BadRequestException: what is meant is named as AWS names it. */
export function choice<T extends string>(what: string, values: readonly T[]): (value: string | undefined) => T {
  return (value) => {
    const found = values.find((one) => one === value);
    if (found === undefined) throw badRequest(`Invalid ${what} specified. Valid options are ${values.join(",")}`);
    return found;
  };
}

/** Entries of a map by name, at `/{member}/{name}`. A map without entries is left out of the record.
 * `unknown`: AWS's words when an entry to remove or replace is not there. */
export function entries<T extends object, V>(
  name: keyof T & string,
  read: (value: string | undefined, key: string) => V,
  unknown: { readonly remove?: string; readonly replace?: string } = {},
): PatchRule<T> {
  const held = (record: T): Readonly<Record<string, V>> => (record[name] ?? {}) as Readonly<Record<string, V>>;
  const demand = (record: T, key: string, sentence: string | undefined): void => {
    if (sentence !== undefined && !Object.hasOwn(held(record), key)) throw notFound(sentence);
  };
  const put: Change<T> = (record, value, key) => ({ ...record, [name]: { ...held(record), [key]: read(value, key) } });
  return {
    path: `/${name}/{name}`,
    changes: {
      add: put,
      remove: (record, _, key) => {
        demand(record, key, unknown.remove);
        const rest = without(held(record), key);
        return set(
          record,
          name,
          (Object.keys(rest).length === 0 ? undefined : rest) as T[keyof T & string] | undefined,
        );
      },
      replace: (record, value, key) => {
        demand(record, key, unknown.replace);
        return put(record, value, key);
      },
    },
  };
}

/** Items of a list of strings, at `/{member}/{item}`: `replace` puts `value` in the item's place. */
export function items<T extends object>(name: keyof T & string, keepEmpty: boolean): PatchRule<T> {
  const held = (record: T): readonly string[] => (record[name] ?? []) as readonly string[];
  const put = (record: T, list: readonly string[]): T =>
    set(record, name, (list.length === 0 && !keepEmpty ? undefined : list) as T[keyof T & string] | undefined);
  const rest = (record: T, key: string) => held(record).filter((item) => item !== key);
  return {
    path: `/${name}/{item}`,
    changes: {
      add(record, _, key) {
        const list = held(record);
        return put(record, members(list).has(key) ? [...rest(record, key), key] : extended(list, key));
      },
      remove: (record, _, key) => put(record, rest(record, key)),
      replace: (record, value, key) => put(record, value === undefined ? held(record) : [...rest(record, key), value]),
    },
  };
}

function set<T extends object, K extends keyof T>(record: T, name: K, value: T[K] | undefined): T {
  return value === undefined ? (without(record, name) as T) : { ...record, [name]: value };
}

/** The items of lists, so that a patch of thousands does not compare each item with all others. */
const known = new WeakMap<readonly string[], Set<string>>();

function members(list: readonly string[]): Set<string> {
  let found = known.get(list);
  if (found === undefined) known.set(list, (found = new Set(list)));
  return found;
}

function extended(list: readonly string[], item: string): readonly string[] {
  // concat is twenty times as fast as a spread.
  const longer = list.concat(item);
  known.set(longer, members(list).add(item));
  known.delete(list);
  return longer;
}
