/** Says what is wrong with a value, such as "steps.api.id: expected text"; undefined when it is right. `type` tells the type of a
 * right value, to the compiler only. */
export interface Check<T> {
  (value: unknown, at: string): string | undefined;
  readonly type?: T;
}

/** The members that an object must have. */
export type Shape = Readonly<Record<string, Check<unknown>>>;

type Value<C> = C extends Check<infer T> ? T : never;
type Needless<S extends Shape> = { [M in keyof S]: undefined extends Value<S[M]> ? M : never }[keyof S];

/** An object of that shape. */
export type Shaped<S extends Shape> = {
  readonly [M in Exclude<keyof S, Needless<S>>]: Value<S[M]>;
} & { readonly [M in Needless<S>]?: Exclude<Value<S[M]>, undefined> };

// It is shown on terminals, which control characters would command.
export const text: Check<string> = matching(/^\P{Cc}+$/u, "text, not empty and without control characters");

/** Text that may be empty. */
export const maybe: Check<string> = matching(/^\P{Cc}*$/u, "text without control characters");

export const texts: Check<readonly string[]> = (value, at) =>
  Array.isArray(value)
    ? first(value.map((one, index) => text(one, `${at}.${index}`)))
    : expected(at, "a list of texts");

export const flag: Check<boolean> = (value, at) =>
  typeof value === "boolean" ? undefined : expected(at, "true or false");

/** A whole number from 0 on. */
export const count: Check<number> = (value, at) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : expected(at, "a whole number");

/** Any number. */
export const amount: Check<number> = (value, at) => (Number.isFinite(value) ? undefined : expected(at, "a number"));

/** What is wrong, in words. */
export function expected(at: string, what: string): string {
  return `${at === "" ? "it" : at}: expected ${what}`;
}

/** Text of this pattern; `what` says so in words. */
export function matching(pattern: RegExp, what: string): Check<string> {
  return (value, at) => (typeof value === "string" && pattern.test(value) ? undefined : expected(at, what));
}

/** That, or nothing. */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value, at) => (value === undefined ? undefined : check(value, at));
}

/** An object with these members; it may have others. */
export function members<S extends Shape>(shape: S): Check<Shaped<S>> {
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return expected(at, "an object");
    const own = new Map<string, unknown>(Object.entries(value));
    return first(
      Object.entries(shape).map(([name, check]) => check(own.get(name), at === "" ? name : `${at}.${name}`)),
    );
  };
}

function first(faults: readonly (string | undefined)[]): string | undefined {
  return faults.find((fault) => fault !== undefined);
}
