import { Fault } from "../../fault.ts";

/** One member of an operation's input, as API Gateway's model describes it. */
export interface Shape<T> {
  /** The value in memory. Throws SerializationException when the wire carried another type. */
  read(value: unknown): T;
  /** Adds AWS's sentence for each constraint that the value breaks; `at` is its path. */
  check(value: T, at: string, problems: string[]): void;
}

/** The refusal of a value of the wrong JSON type, in AWS's words. */
export function unconvertible(value: unknown, wanted: string): Fault {
  return new Fault("SerializationException", reason(value, wanted));
}

function reason(value: unknown, wanted: string): string {
  if (Array.isArray(value)) return "Start of list found where not expected";
  if (typeof value === "object") return "Start of structure or map found where not expected.";
  return `${javaClass(value)} can not be converted to ${wanted}`;
}

function javaClass(value: unknown): string {
  if (typeof value === "boolean") return "class java.lang.Boolean";
  return typeof value === "number"
    ? "class com.amazon.coral.value.json.numbers.TruncatingBigNumber"
    : "class java.lang.String";
}

/** AWS's sentence about a broken constraint. */
export function broken(shown: string, at: string, constraint: string): string {
  return `Value ${shown} at '${at}' failed to satisfy constraint: ${constraint}`;
}
