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

/** A constraint on a text, and how AWS words it. */
interface Constraint {
  readonly words: string;
  /** The same without the values that there are. */
  readonly shortWords?: string;
  readonly isPattern: boolean;
  holds(value: string): boolean;
}

/** A string, with its pattern, its length or its set of values. */
export function text<const V extends string = string>(limits: TextLimits<V> = {}): Shape<V> {
  const constraints = Object.keys(limits).flatMap((kind) => constraint(kind, limits) ?? []);
  const { min = 0, remark } = limits;
  return {
    read(value, at, reading) {
      const read = reading.dialect.text(value);
      for (const { holds, isPattern, words, shortWords = words } of constraints) {
        if (holds(read)) continue;
        // Where the length comes first, a text that is too short is not checked against the pattern.
        if (isPattern && read.length < min && constraints[0]?.isPattern === false) continue;
        if (isPattern && remark !== undefined) reading.remarks.push(remark);
        else complain(reading, read, at, reading.dialect.quotesNothing === true ? shortWords : words);
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

function constraint(kind: string, limits: TextLimits<string>): Constraint | undefined {
  const { pattern = "", min = 0, max = Infinity, values = [] } = limits;
  const isPattern = kind === "pattern";
  switch (kind) {
    case "min":
      return { words: `have length greater than or equal to ${min}`, isPattern, holds: ({ length }) => length >= min };
    case "max":
      return { words: `have length less than or equal to ${max}`, isPattern, holds: ({ length }) => length <= max };
    case "values": {
      const shortWords = "satisfy enum value set";
      const words = `${shortWords}: [${values.join(", ")}]`;
      return { words, shortWords, isPattern, holds: (value) => values.includes(value) };
    }
    case "pattern": {
      // Without the flag `u` patterns are faster; only classes such as \p{L} need it.
      const whole = new RegExp(`^(?:${pattern})$`, pattern.includes("\\p{") ? "u" : "");
      const words = `satisfy regular expression pattern: ${pattern}`;
      return { words, isPattern, holds: (value) => whole.test(value) };
    }
    default:
      return undefined;
  }
}
