import { Fault } from "../fault.ts";

/** AWS's answer to a value of the wrong type. */
export function serialization(message: string): Fault {
  return new Fault("SerializationException", message);
}

/** What AWS calls the value's type when it cannot convert it, or why a list or a structure does not belong here. */
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
