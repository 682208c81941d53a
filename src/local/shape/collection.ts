import { complain, quoted } from "./shape.ts";
import type { Reading, Shape } from "./shape.ts";

/** How many elements, or how long each of them. */
export interface Size {
  readonly min: number;
  readonly max: number;
  /** What each of them must match, as the model writes it. */
  readonly pattern?: string;
}

const anySize: Size = { min: 0, max: Infinity };

/** A list. `memberName` is what AWS prints for each element when it quotes a list of structures. */
export function list<T>(member: Shape<T>, size: Size = anySize, memberName?: string): Shape<readonly T[]> {
  const show = (value: readonly T[]): string => `[${value.map((each) => memberName ?? member.show(each)).join(", ")}]`;
  return {
    read(value, at, reading) {
      const given = reading.dialect.list(value);
      // The list's own size is told before what is wrong with its elements.
      const problems: string[] = [];
      const inner = { ...reading, problems };
      const read = given.map((each, i) => member.read(each, `${at}.${i + 1}.member`, inner));
      checkSize(read.length, size, () => show(read), at, reading);
      reading.problems.push(...problems);
      return read;
    },
    show,
  };
}

/** A list of strings, each as long as `each` allows. */
export function texts(member: Shape<string>, size: Size, each: Size): Shape<readonly string[]> {
  const plain = list(member, size);
  return {
    ...plain,
    read(value, at, reading) {
      const read = plain.read(value, at, reading);
      if (!read.every(fits(each))) complain(reading, plain.show(read), at, `satisfy constraint: ${lengths(each)}`);
      return read;
    },
  };
}

/** A list of some values; AWS quotes the whole list when one of them is wrong. */
export function listOf<const V extends string>(...values: readonly V[]): Shape<readonly V[]> {
  const show = (value: readonly V[]): string => `[${value.join(", ")}]`;
  return {
    read(value, at, reading) {
      const read = reading.dialect.list(value).map((each) => reading.dialect.text(each) as V);
      const set = `[Member must satisfy enum value set: ${show(values)}]`;
      if (!read.every((each) => values.includes(each))) complain(reading, show(read), at, `satisfy constraint: ${set}`);
      return read;
    },
    show,
  };
}

/** A map by name. A null value counts as absent. */
export function map<T>(member: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    read(value, at, reading) {
      const held = reading.dialect
        .map(value)
        .filter(([, each]) => each !== null)
        .map(([name, each]) => [name, member.read(each, `${at}.${name}.member`, reading)] as const);
      // Not by assignment: `__proto__` is a name like any other.
      return Object.fromEntries(held);
    },
    show: (value) => showMap(Object.entries(value), member.show),
  };
}

/** A map of strings, in the order of the request. A null value counts as absent. */
export function textMap(size: Size, keys: Size, values: Size): Shape<ReadonlyMap<string, string>> {
  const show = (value: ReadonlyMap<string, string>): string => showMap([...value], String);
  return {
    read(value, at, reading) {
      const read = new Map<string, string>();
      for (const [key, each] of reading.dialect.map(value)) {
        if (each !== null) read.set(key, reading.dialect.text(each));
      }
      const shown = (): string => show(read);
      checkSize(read.size, size, shown, at, reading);
      const refuse = (which: string, limits: Size): void => {
        const what = `${which} must satisfy constraint: ${lengths(limits)}`;
        reading.problems.push(`Value '${quoted(shown())}' at '${at}' failed to satisfy constraint: ${what}`);
      };
      if (![...read.keys()].every(fits(keys))) refuse("Map keys", keys);
      if (![...read.values()].every(fits(values))) refuse("Map value", values);
      return read;
    },
    show,
  };
}

/** A map as Java prints it. */
function showMap<T>(entries: readonly (readonly [string, T])[], show: (value: T) => string): string {
  return `{${entries.map(([key, each]) => `${key}=${show(each)}`).join(", ")}}`;
}

function checkSize(actual: number, size: Size, shown: () => string, at: string, reading: Reading): void {
  if (actual < size.min) complain(reading, shown(), at, `have length greater than or equal to ${size.min}`);
  if (actual > size.max) complain(reading, shown(), at, `have length less than or equal to ${size.max}`);
}

function fits({ min, max, pattern }: Size): (value: string) => boolean {
  const whole = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, "u");
  return (value) => value.length >= min && value.length <= max && whole?.test(value) !== false;
}

function lengths({ min, max, pattern }: Size): string {
  const like = pattern === undefined ? "" : `, Member must satisfy regular expression pattern: ${pattern}`;
  return `[Member must have length less than or equal to ${max}, Member must have length greater than or equal to ${min}${like}]`;
}
