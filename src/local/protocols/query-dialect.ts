import { Fault } from "../fault.ts";
import { detected } from "../shape/shape.ts";
import type { Dialect } from "../shape/shape.ts";
import { FormValue } from "./form.ts";

/** Values as the Query protocol has them: all are texts, lists are `Name.member.1`, `Name.member.2`, and structures
 * `Name.Member`. */
export const queryDialect: Dialect = {
  camelNames: true,
  text,
  integer(value, _, { remarks }) {
    const given = text(value);
    if (!/^-?\d+$/.test(given)) remarks.push(`${given} is not a valid integer value for ${formValue(value).name}`);
    return Number(given);
  },
  double(value, { remarks }) {
    const given = text(value);
    const read = given.trim() === "" ? NaN : Number(given);
    if (Number.isNaN(read) && given !== "NaN")
      remarks.push(`${given} is not a valid double value for ${formValue(value).name}`);
    return read;
  },
  flag: (value) => text(value).toLowerCase() === "true",
  timestamp: (value) => Date.parse(text(value)),
  blob: (value) => Buffer.from(text(value), "base64"),
  list(value) {
    const members = formValue(value).member("member");
    const found: FormValue[] = [];
    for (let at = 1; ; at++) {
      const next = members?.member(String(at));
      if (next === undefined) return found;
      found.push(next);
    }
  },
  map(value) {
    const entries = formValue(value).member("entry");
    const found: [string, FormValue | undefined][] = [];
    for (let at = 1; ; at++) {
      const next = entries?.member(String(at));
      if (next === undefined) return found;
      found.push([next.member("key")?.text ?? "", next.member("value")]);
    }
  },
  structure: formValue,
  member: (structure, name) => formValue(structure).member(name),
  refusal({ problems, remarks: [remark = ""] }) {
    return new Fault("ValidationError", problems.length > 0 ? detected(problems) : remark);
  },
};

/** The same for a service that quotes no values in what it refuses. */
export const quietQueryDialect: Dialect = { ...queryDialect, quotesNothing: true };

function text(value: unknown): string {
  return formValue(value).text;
}

function formValue(value: unknown): FormValue {
  if (value instanceof FormValue) return value;
  throw new TypeError("The value is not one of a form.");
}
