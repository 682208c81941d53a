import { printDouble } from "../velocity/values/print-double.ts";

/** A number of an answer that AWS declares as a double: it writes `3.0` where it writes 3 for an integer, and clients of languages
 * that tell the two apart read it so. */
export class Double {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  /** As Java prints it, such as `1.0E7`. */
  toString(): string {
    return printDouble(this.value);
  }
}
