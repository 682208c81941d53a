import { Fault } from "../../fault.ts";
import { broken, unconvertible } from "./shape.ts";
import type { Shape } from "./shape.ts";

interface Required<T> extends Shape<T> {
  readonly required: true;
}

/** The members of a structure by their name on the wire. */
// oxlint-disable-next-line no-explicit-any -- a member may hold any type; `Of` reads each back
export type Members = Readonly<Record<string, Shape<any>>>;

type Held<S> = S extends Shape<infer T> ? T : never;
type RequiredNames<M> = { [K in keyof M]: M[K] extends Required<unknown> ? K : never }[keyof M];

/** What a structure of those members is in memory: required ones are there, the others may be. */
export type Of<M extends Members> = { readonly [K in RequiredNames<M>]: Held<M[K]> } & {
  readonly [K in Exclude<keyof M, RequiredNames<M>>]?: Held<M[K]>;
};

/** The member has to be there. */
export function required<T>(shape: Shape<T>): Required<T> {
  return { ...shape, required: true };
}

/** A structure. Members that nobody knows are left out, and null counts as absent. */
export function structure<M extends Members>(members: M): Shape<Of<M>> {
  const fields = Object.entries(members);
  return {
    read(value) {
      if (typeof value !== "object" || value === null || Array.isArray(value))
        throw unconvertible(value, "a Structure");
      const given = value as Readonly<Record<string, unknown>>;
      const found: Record<string, unknown> = {};
      for (const [name, shape] of fields) {
        const member = Object.hasOwn(given, name) ? given[name] : undefined;
        if (member !== undefined && member !== null) found[name] = shape.read(member);
      }
      return found as Of<M>;
    },
    check(value, at, problems) {
      const held = value as Readonly<Record<string, unknown>>;
      for (const [name, shape] of fields) {
        const path = at === "" ? name : `${at}.${name}`;
        if (held[name] !== undefined) shape.check(held[name], path, problems);
        else if ("required" in shape) problems.push(broken("null", path, "Member must not be null"));
      }
    },
  };
}

/** Throws ValidationException when there are problems. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const errors = problems.length === 1 ? "1 validation error" : `${problems.length} validation errors`;
  throw new Fault("ValidationException", `${errors} detected: ${problems.join("; ")}`);
}
