import { Fault } from "../../fault.ts";

/** One member of an operation's input, as the service's model describes it. */
export interface Shape<T> {
  /** The value in memory. Throws SerializationException when the wire carried another type. */
  read(value: unknown): T;
  /** Adds a sentence for each constraint that the value breaks. `at` is its path, such as `records.1.member.partitionKey`. */
  check(value: T, at: string, problems: string[]): void;
  /** The value as AWS quotes it in those sentences. */
  show(value: T): string;
}

/** AWS's answer to a value of the wrong type. */
export function serialization(message: string): Fault {
  return new Fault("SerializationException", message);
}

/** What AWS calls the value's type when it cannot convert it, or the reason why a list or structure does not belong here. */
export function unconvertible(value: unknown, wanted: string): Fault {
  if (Array.isArray(value)) return serialization("Start of list found where not expected");
  if (typeof value === "object") return serialization("Start of structure or map found where not expected.");
  return serialization(`${javaClass(value)} can not be converted to ${wanted}`);
}

function javaClass(value: unknown): string {
  if (typeof value === "boolean") return "class java.lang.Boolean";
  if (typeof value === "number") return "class com.amazon.coral.value.json.numbers.TruncatingBigNumber";
  return "class java.lang.String";
}

/** Adds AWS's sentence about a broken constraint. */
export function unless(holds: boolean, shown: () => string, at: string, constraint: string, problems: string[]): void {
  if (!holds) problems.push(`Value '${shown()}' at '${at}' failed to satisfy constraint: Member must ${constraint}`);
}
