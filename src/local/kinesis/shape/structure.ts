import { Fault } from "../../fault.ts";
import { serialization } from "./shape.ts";
import type { Shape } from "./shape.ts";

interface Required<T> extends Shape<T> {
  readonly required: true;
}

/** The members of a structure by the name they have on the wire, in the order in which AWS checks them. */
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

/** A structure. Members that the model does not know are left out, and null counts as absent. */
export function structure<M extends Members>(members: M): Shape<Of<M>> {
  const fields = Object.entries(members).map(([name, shape]) => ({
    name,
    shape,
    label: name.charAt(0).toLowerCase() + name.slice(1),
    required: "required" in shape,
  }));
  return {
    read(value) {
      if (typeof value !== "object") throw serialization("Expected null");
      if (Array.isArray(value)) throw serialization("Start of list found where not expected");
      const given = value as Readonly<Record<string, unknown>>;
      const found: Record<string, unknown> = {};
      for (const { name, shape } of fields) {
        const member = given[name];
        if (member !== undefined && member !== null) found[name] = shape.read(member);
      }
      return found as Of<M>;
    },
    check(value, at, problems) {
      const held = value as Readonly<Record<string, unknown>>;
      for (const field of fields) {
        const member = held[field.name];
        const path = at === "" ? field.label : `${at}.${field.label}`;
        if (member !== undefined) field.shape.check(member, path, problems);
        else if (field.required) {
          problems.push(`Value null at '${path}' failed to satisfy constraint: Member must not be null`);
        }
      }
    },
    show: (value) => JSON.stringify(value),
  };
}

const MOST_PROBLEMS = 10;

/** An operation's input out of what the wire said. Throws SerializationException, or ValidationException with up to ten sentences. */
export function readInput<T>(shape: Shape<T>, value: unknown): T {
  const input = shape.read(value);
  const problems: string[] = [];
  shape.check(input, "", problems);
  if (problems.length === 0) return input;
  const named = problems.slice(0, MOST_PROBLEMS);
  const errors = named.length === 1 ? "1 validation error" : `${named.length} validation errors`;
  throw new Fault("ValidationException", `${errors} detected: ${named.join("; ")}`);
}
