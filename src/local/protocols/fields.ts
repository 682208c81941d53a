import { Fault } from "../fault.ts";
import type { Form } from "./form.ts";

/** What is wrong with a parameter: a broken constraint, which AWS counts and lists, or a sentence of its own. */
export type Problem = { readonly constraint: string } | { readonly sentence: string };

/** Reads one parameter of a Query request, checks it as AWS does and collects what is wrong. */
export interface Field<T> {
  /** `name` is the flat name (`Tags.member.1.Key`). The result means nothing once there is a problem. */
  read(form: Form, name: string, problems: Problem[]): T;
}

/** The parameters of an operation by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The operation's input, as its fields give it. */
export type Input<F extends Fields> = { readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never };

/** What a text must be like; `sentence` is used instead of AWS's usual wording when the pattern does not match. */
export interface TextRules {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly sentence?: string;
  readonly oneOf?: readonly string[];
}

/** Reads all fields. Throws ValidationError in AWS's wording. */
export function readInput<F extends Fields>(fields: F, form: Form): Input<F> {
  const problems: Problem[] = [];
  const input = structure(fields).read(form, "", problems);
  if (problems.length > 0) throw new Fault("ValidationError", wording(problems));
  return input;
}

/** A required text. */
export function text(rules: TextRules = {}): Field<string> {
  return {
    read(form, name, problems) {
      const value = form.get(name);
      if (value === undefined) problems.push(broken("null", name, "Member must not be null"));
      else checkText(value, name, rules, problems);
      return value ?? "";
    },
  };
}

/** A required whole number. */
export function integer({ min, max }: { readonly min: number; readonly max: number }): Field<number> {
  return {
    read(form, name, problems) {
      const value = form.get(name) ?? "";
      const number = Number(value);
      const complain = (rule: string) => problems.push(broken(`'${value}'`, name, rule));
      if (!/^-?\d+$/.test(value)) problems.push({ sentence: `${value} is not a valid integer value for ${name}` });
      else if (number < min) complain(`Member must have value greater than or equal to ${min}`);
      else if (number > max) complain(`Member must have value less than or equal to ${max}`);
      return number;
    },
  };
}

/** `true` or `false`. */
export const flag: Field<boolean> = {
  read: (form, name) => form.get(name)?.toLowerCase() === "true",
};

/** A parameter that may be left out. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return { read: (form, name, problems) => (form.gives(name) ? field.read(form, name, problems) : undefined) };
}

/** A list: `Name.member.1`, `Name.member.2`, …; empty when there is none. */
export function list<T>(of: Field<T>): Field<readonly T[]> {
  return {
    read(form, name, problems) {
      const items: T[] = [];
      for (let at = 1; form.gives(`${name}.member.${at}`); at++) {
        items.push(of.read(form, `${name}.member.${at}`, problems));
      }
      return items;
    },
  };
}

/** A structure: `Name.Member`. */
export function structure<F extends Fields>(fields: F): Field<Input<F>> {
  return {
    read(form, name, problems) {
      const prefix = name === "" ? "" : `${name}.`;
      const members = Object.entries(fields).map(([key, field]) => [key, field.read(form, prefix + key, problems)]);
      return Object.fromEntries(members) as Input<F>;
    },
  };
}

function checkText(value: string, name: string, rules: TextRules, problems: Problem[]): void {
  const complain = (rule: string) => problems.push(broken(`'${value}'`, name, rule));
  const { min = 0, max = Infinity, pattern, sentence, oneOf } = rules;
  if (value.length < min) complain(`Member must have length greater than or equal to ${min}`);
  if (value.length > max) complain(`Member must have length less than or equal to ${max}`);
  if (oneOf !== undefined && !oneOf.includes(value)) {
    complain(`Member must satisfy enum value set: [${oneOf.join(", ")}]`);
  }
  if (pattern === undefined || value.length < min || new RegExp(`^(?:${pattern.source})$`, "u").test(value)) return;
  if (sentence !== undefined) problems.push({ sentence });
  else complain(`Member must satisfy regular expression pattern: ${pattern.source}`);
}

/** AWS names members in lower camel case and puts the position before `member`: `tags.1.member.key`. */
function broken(value: string, name: string, rule: string): Problem {
  const path = name
    .replace(/\.member\.(\d+)/g, ".$1.member")
    .replace(/(^|\.)([A-Z])/g, (_, dot: string, letter: string) => dot + letter.toLowerCase());
  return { constraint: `Value ${value} at '${path}' failed to satisfy constraint: ${rule}` };
}

function wording(problems: readonly Problem[]): string {
  const constraints = problems.flatMap((one) => ("constraint" in one ? [one.constraint] : []));
  const [sentence] = problems.flatMap((one) => ("sentence" in one ? [one.sentence] : []));
  if (constraints.length === 0) return sentence ?? "";
  const count = constraints.length === 1 ? "1 validation error" : `${constraints.length} validation errors`;
  return `${count} detected: ${constraints.join("; ")}`;
}
