import { Decimal } from "./decimal.ts";
import { printDouble } from "./print-double.ts";
import type { JavaObject, Value } from "./value.ts";

/** Java's types of whole numbers. */
export type WholeKind = "Byte" | "Short" | "Integer" | "Long" | "BigInteger";

/** A Java value that no JavaScript type stands for: a whole number of a type other than its size suggests, such as a small
 * Long, a Float, or a Character. */
export class Boxed implements JavaObject {
  readonly kind: WholeKind | "Float" | "Character";
  readonly value: bigint | number | string;

  constructor(kind: WholeKind | "Float" | "Character", value: bigint | number | string) {
    this.kind = kind;
    this.value = value;
  }

  property(): Value {
    return null;
  }

  call(): Value | undefined {
    return undefined;
  }

  print(): string {
    return typeof this.value === "number" ? printDouble(shortest(this.value)) : String(this.value);
  }
}

/** The double with the fewest digits that is the same Float, because that is what Java prints. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}

/** A whole number of that type. */
export function whole(kind: WholeKind, value: bigint): Value {
  return kind === kindOfSize(value) ? value : new Boxed(kind, value);
}

/** A Java char. */
export function character(text: string): Value {
  return new Boxed("Character", text);
}

/** The Java type of a whole number; undefined for all else. */
export function wholeKind(value: Value): WholeKind | undefined {
  if (typeof value === "bigint") return kindOfSize(value);
  if (!(value instanceof Boxed) || typeof value.value !== "bigint") return undefined;
  return value.kind as WholeKind;
}

/** The number in JavaScript; undefined for what is not a number in Java. */
export function numeric(value: Value): bigint | number | undefined {
  if (typeof value === "bigint" || typeof value === "number") return value;
  if (value instanceof Decimal) return value.toNumber();
  return value instanceof Boxed && typeof value.value !== "string" ? value.value : undefined;
}

/** Without a type of their own whole numbers are what Velocity makes of their digits: Integer, Long or BigInteger. */
function kindOfSize(value: bigint): WholeKind {
  if (value >= -0x80000000n && value <= 0x7fffffffn) return "Integer";
  return value >= -0x8000000000000000n && value <= 0x7fffffffffffffffn ? "Long" : "BigInteger";
}
