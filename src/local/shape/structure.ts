import type { Dialect, Reading, Shape } from "./shape.ts";

/** A member that has to be there. */
export interface Required<T> extends Shape<T> {
  readonly required: true;
}

/** The members of a structure by their name on the wire, in the order in which AWS checks them. */
// oxlint-disable-next-line no-explicit-any -- a member may hold any type; `Of` reads each back
export type Members = Readonly<Record<string, Shape<any>>>;

type Held<S> = S extends Shape<infer T> ? T : never;
type RequiredNames<M> = { [K in keyof M]: M[K] extends Required<unknown> ? K : never }[keyof M];

/** What a structure of those members is in memory: required ones are there, the others may be. */
export type Of<M extends Members> = { readonly [K in RequiredNames<M>]: Held<M[K]> } & {
  readonly [K in Exclude<keyof M, RequiredNames<M>>]?: Held<M[K]>;
};

/** The same shape for a member that has to be there. */
export function required<T>(shape: Shape<T>): Required<T> {
  return { ...shape, required: true };
}

/** A structure. Members that the model does not know are left out, and null counts as absent. It is quoted as Java prints it,
 * `Name(member=value, other=null)`; `named` is its name in the model. */
export function structure<M extends Members>(members: M, named = ""): Shape<Of<M>> {
  const fields = Object.entries(members).map(([name, shape]) => ({
    name,
    camelName: name.charAt(0).toLowerCase() + name.slice(1),
    shape,
    isRequired: "required" in shape,
  }));
  return {
    read(value, at, reading) {
      const { dialect } = reading;
      const nothing = dialect.quotesNothing === true ? "" : " null";
      const given = dialect.structure(value);
      const found: Record<string, unknown> = {};
      for (const { name, camelName, shape, isRequired } of fields) {
        const member = dialect.member(given, name);
        const label = dialect.camelNames ? camelName : name;
        const path = at === "" ? label : `${at}.${label}`;
        if (member !== undefined && member !== null) found[name] = shape.read(member, path, reading);
        else if (isRequired) {
          reading.problems.push(`Value${nothing} at '${path}' failed to satisfy constraint: Member must not be null`);
        }
      }
      return found as Of<M>;
    },
    show(value) {
      const held: Readonly<Record<string, unknown>> = value;
      const shown = fields.map(
        ({ name, camelName, shape }) => `${camelName}=${held[name] === undefined ? "null" : shape.show(held[name])}`,
      );
      return `${named}(${shown.join(", ")})`;
    },
  };
}

/** Two shapes of one value, read one after the other. */
export function both<A, B>(first: Shape<A>, second: Shape<B>): Shape<readonly [A, B]> {
  return {
    read: (value, at, reading) => [first.read(value, at, reading), second.read(value, at, reading)],
    show: ([one, other]) => `${first.show(one)} ${second.show(other)}`,
  };
}

/** Reads an operation's input. Throws the dialect's refusal when something is wrong with it. `at` is what messages call the
 * whole. */
export function readInput<T>(shape: Shape<T>, value: unknown, dialect: Dialect, at = ""): T {
  const reading: Reading = { dialect, problems: [], remarks: [] };
  const input = shape.read(value, at, reading);
  refuseProblems(reading);
  return input;
}

/** Throws the dialect's refusal when something was found wrong. */
export function refuseProblems(reading: Reading): void {
  if (reading.problems.length > 0 || reading.remarks.length > 0) throw reading.dialect.refusal(reading);
}
