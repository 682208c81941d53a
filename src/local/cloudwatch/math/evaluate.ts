import type { Range } from "../data/periods.ts";
import { functionNamed } from "./functions.ts";
import { MathError } from "./math-error.ts";
import { operate } from "./operators.ts";
import type { Node } from "./parse.ts";
import { isArray } from "./value.ts";
import type { MathValue, TimeSeries } from "./value.ts";

/** What an expression sees. */
export interface Surroundings {
  /** Over which it is evaluated. */
  readonly range: Range;
  /** The metric or expression of that id; undefined where there is none. */
  named(id: string): MathValue | undefined;
  /** All metrics, expressions left out; those whose id holds that text. */
  metrics(part: string): readonly TimeSeries[];
}

/** Words that mean themselves. */
const words: readonly string[] = ["REPEAT", "LINEAR"];

/** The value of an expression. Throws MathError. */
export function evaluate(node: Node, around: Surroundings): MathValue {
  switch (node.type) {
    case "number":
    case "text":
      return node.value;
    case "name": {
      const found = around.named(node.name);
      if (found !== undefined) return found;
      if (words.includes(node.name.toUpperCase())) return node.name.toUpperCase();
      throw new MathError(`Unknown identifier ${node.name}`);
    }
    case "minus":
      return operate("*", evaluate(node.of, around), -1);
    case "binary":
      return operate(node.operator, evaluate(node.left, around), evaluate(node.right, around));
    case "list":
      return node.items.flatMap((item) => seriesOf(evaluate(item, around)));
    case "call": {
      const given = node.given.map((one) => evaluate(one, around));
      if (node.name === "METRICS") return around.metrics(typeof given[0] === "string" ? given[0] : "");
      return functionNamed(node.name)(given, around.range);
    }
  }
}

function seriesOf(value: MathValue): readonly TimeSeries[] {
  if (isArray(value)) return value;
  if (typeof value === "object") return [value];
  throw new MathError("An array holds metrics only");
}
