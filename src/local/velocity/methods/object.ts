import { Boxed, wholeKind } from "../values/boxed.ts";
import { Decimal } from "../values/decimal.ts";
import { javaEquals } from "../values/equality.ts";
import { identityHash, JavaArray } from "../values/java-array.ts";
import { classOf } from "../values/java-class.ts";
import { MapEntry } from "../values/map-entry.ts";
import { MapView } from "../values/map-view.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";
import { method } from "./method.ts";
import type { Method } from "./method.ts";

/** What every Java object can do. */
export const objectMethods: Readonly<Record<string, Method<Exclude<Value, null>>>> = {
  toString: method([], (self: Exclude<Value, null>) => print(self)),
  equals: method(["any"], (self: Value, other) => javaEquals(self, other)),
  hashCode: method([], (self: Value) => BigInt(hashCode(self))),
  getClass: method([], (self: Exclude<Value, null>) => classOf(self)),
};

/** Java's hashCode() as a signed 32-bit number. */
export function hashCode(value: Value): number {
  if (value === null) return 0;
  if (typeof value === "string") return hashText(value);
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (typeof value === "bigint") return hashWhole(value);
  if (typeof value === "number") return hashDouble(value);
  if (value instanceof Boxed) return hashBoxed(value);
  if (value instanceof Decimal) return (Math.imul(31, hashBig(value.unscaled)) + value.scale) | 0;
  if (value instanceof JavaArray) return identityHash(value);
  if (Array.isArray(value)) return value.reduce<number>((hash, one) => (Math.imul(31, hash) + hashCode(one)) | 0, 1);
  if (value instanceof Map) return sum([...value].map(([key, one]) => hashCode(key) ^ hashCode(one)));
  if (value instanceof MapEntry) return hashCode(value.pair()[0]) ^ hashCode(value.pair()[1]);
  if (value instanceof MapView && value.kind !== "values") return sum(value.items().map(hashCode));
  return hashText(value.print());
}

function sum(hashes: readonly number[]): number {
  return hashes.reduce((total, one) => (total + one) | 0, 0);
}

function hashText(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}

function hashWhole(value: bigint): number {
  if (wholeKind(value) === "BigInteger") return hashBig(value);
  return Number(BigInt.asIntN(32, BigInt.asIntN(32, value) === value ? value : value ^ (value >> 32n)));
}

/** From the digits to the base of 2^32, the highest first. */
function hashBig(value: bigint): number {
  const digits = (value < 0n ? -value : value).toString(16);
  const words = digits.padStart(Math.ceil(digits.length / 8) * 8, "0").match(/.{8}/g) ?? [];
  return Math.imul(
    words.reduce((hash, word) => (Math.imul(31, hash) + parseInt(word, 16)) | 0, 0),
    value < 0n ? -1 : 1,
  );
}

function hashBoxed({ kind, value }: Boxed): number {
  if (typeof value === "string") return value.charCodeAt(0);
  if (typeof value === "number") return hashFloat(value);
  if (kind === "BigInteger") return hashBig(value);
  return kind === "Long" ? Number(BigInt.asIntN(32, value ^ (value >> 32n))) : Number(value);
}

function hashFloat(value: number): number {
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, value);
  return bits.getInt32(0);
}

function hashDouble(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return bits.getInt32(0) ^ bits.getInt32(4);
}
