import { Fault } from "../fault.ts";
import { detected } from "../shape/shape.ts";
import type { Dialect } from "../shape/shape.ts";
import { serialization, unconvertible } from "./unconvertible.ts";

const largestInteger = 2_147_483_647;
const mostProblems = 10;

/** Values as AWS JSON 1.1 and its CBOR twin have them: bytes are base64 or a byte string, times seconds or a date. */
export const jsonDialect: Dialect = {
  camelNames: true,
  text(value) {
    if (typeof value !== "string") throw unconvertible(value, "an String");
    return value;
  },
  /** Of 32 bits: AWS cuts fractions off and larger numbers down before it looks at limits. */
  integer(value) {
    if (typeof value !== "number") throw unconvertible(value, "an Integer");
    return Math.max(-largestInteger - 1, Math.min(Math.floor(value), largestInteger));
  },
  double(value) {
    if (typeof value !== "number") throw unconvertible(value, "a Double");
    return value;
  },
  flag(value) {
    if (typeof value === "string") throw serialization(`'${value.toUpperCase()}' can not be converted to an Boolean`);
    if (typeof value !== "boolean") throw unconvertible(value, "an Boolean");
    return value;
  },
  timestamp(value) {
    if (value instanceof Date) return value.getTime();
    if (typeof value !== "number") throw unconvertible(value, "milliseconds since epoch");
    return Math.round(value * 1000);
  },
  blob(value) {
    if (typeof value === "string") return fromBase64(value);
    if (Buffer.isBuffer(value)) return value;
    throw unconvertible(value, "a Blob");
  },
  list(value) {
    if (typeof value !== "object") throw serialization("Expected list or null");
    if (!Array.isArray(value)) throw serialization("Start of structure or map found where not expected.");
    return value;
  },
  map(value) {
    if (typeof value !== "object" || value === null) throw serialization("Expected map or null");
    if (Array.isArray(value)) throw serialization("Start of list found where not expected");
    return Object.entries(value);
  },
  structure(value) {
    if (typeof value !== "object" || value === null) throw serialization("Expected null");
    if (Array.isArray(value)) throw serialization("Start of list found where not expected");
    return value;
  },
  member: (structure, name) => (structure as Readonly<Record<string, unknown>>)[name],
  refusal: ({ problems }) => new Fault("ValidationException", detected(problems.slice(0, mostProblems))),
};

function fromBase64(value: string): Buffer {
  const refuse = (reason: string) => serialization(`'${value}' can not be converted to a Blob: ${reason}`);
  if (value.length % 4 !== 0) {
    throw refuse(`Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`);
  }
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value)) {
    throw refuse(`Invalid Base64 character: '${/[^A-Za-z0-9+/=]|=(?!=?$)/.exec(value)?.[0]}'`);
  }
  // The bits that the padding cuts off must be zero. The spelling of the sentence is AWS's.
  if (/[^AQgw]==$|[^AEIMQUYcgkosw048=]=$/.test(value.slice(-4))) {
    throw refuse("Invalid last non-pad Base64 character dectected");
  }
  return Buffer.from(value, "base64");
}
