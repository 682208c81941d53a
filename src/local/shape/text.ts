import { complain } from "./shape.ts";
import type { Shape } from "./shape.ts";

/** What a text must be like, in the order in which AWS lists what is wrong. */
export interface TextLimits<V extends string> {
  /** As the model writes it; the whole value has to match. */
  readonly pattern?: string;
  /** Lengths in UTF-16 units. */
  readonly min?: number;
  readonly max?: number;
  /** In the order in which AWS lists them. */
  readonly values?: readonly V[];
  /** AWS's sentence, in place of one about the pattern. */
  readonly remark?: string;
}

/** What is wrong with a text: the constraint that it breaks. */
type Check = (value: string) => string | undefined;

/** A string, with its pattern, its length or its set of values. */
export function text<const V extends string = string>(limits: TextLimits<V> = {}): Shape<V> {
  const checks = Object.entries(limits).flatMap(([kind]) => checkOf(kind, limits) ?? []);
  const { min = 0, remark } = limits;
  return {
    read(value, at, reading) {
      const read = reading.dialect.text(value);
      for (const { isPattern, check } of checks) {
        // Where the length comes first, a text that is too short is not checked against the pattern.
        if (isPattern && read.length < min && checks[0]?.isPattern === false) continue;
        const broken = check(read);
        if (broken === undefined) continue;
        if (isPattern && remark !== undefined) reading.remarks.push(remark);
        else complain(reading, read, at, broken);
      }
      return read as V;
    },
    show: (value) => value,
  };
}

/** One of the values, which stand in the order in which AWS lists them. */
export function oneOf<const V extends string>(...values: readonly V[]): Shape<V> {
  return text({ values });
}

function checkOf(
  kind: string,
  { pattern, min = 0, max = Infinity, values = [] }: TextLimits<string>,
): { readonly isPattern: boolean; readonly check: Check } | undefined {
  const sized = (holds: (length: number) => boolean, words: string, limit: number) => {
    const broken = `have length ${words} than or equal to ${limit}`;
    return { isPattern: false, check: (value: string) => (holds(value.length) ? undefined : broken) };
  };
  switch (kind) {
    case "min":
      return sized((length) => length >= min, "greater", min);
    case "max":
      return sized((length) => length <= max, "less", max);
    case "values": {
      const broken = `satisfy enum value set: [${values.join(", ")}]`;
      return { isPattern: false, check: (value) => (values.includes(value) ? undefined : broken) };
    }
    case "pattern": {
      const whole = new RegExp(`^(?:${pattern})$`, "u");
      const broken = `satisfy regular expression pattern: ${pattern}`;
      return { isPattern: true, check: (value) => (whole.test(value) ? undefined : broken) };
    }
    default:
      return undefined;
  }
}
