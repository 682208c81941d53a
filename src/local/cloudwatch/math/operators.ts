import { MathError } from "./math-error.ts";
import { TimeSeries, isArray, pairs } from "./value.ts";
import type { MathValue } from "./value.ts";

type Work = (one: number, other: number) => number;

const works: Readonly<Record<string, Work>> = {
  "+": (one, other) => one + other,
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  "/": (one, other) => one / other,
  "^": (one, other) => one ** other,
  "==": (one, other) => Number(one === other),
  "!=": (one, other) => Number(one !== other),
  "<": (one, other) => Number(one < other),
  ">": (one, other) => Number(one > other),
  "<=": (one, other) => Number(one <= other),
  ">=": (one, other) => Number(one >= other),
  AND: (one, other) => Number(one !== 0 && other !== 0),
  "&&": (one, other) => Number(one !== 0 && other !== 0),
  OR: (one, other) => Number(one !== 0 || other !== 0),
  "||": (one, other) => Number(one !== 0 || other !== 0),
};

/** Two values under an operator: of series only what both have a value for. */
export function operate(operator: string, left: MathValue, right: MathValue): MathValue {
  const work = works[operator];
  if (work === undefined || typeof left === "string" || typeof right === "string") {
    throw new MathError(`Unsupported operand type(s) for ${operator}`);
  }
  if (isArray(left) && isArray(right)) throw new MathError(`Unsupported operand type(s) for ${operator}: arrays`);
  if (isArray(left)) return left.map((one) => single(work, one, right as number | TimeSeries));
  if (isArray(right)) return right.map((other) => single(work, left, other));
  return typeof left === "number" && typeof right === "number" ? work(left, right) : single(work, left, right);
}

function single(work: Work, left: number | TimeSeries, right: number | TimeSeries): TimeSeries {
  const known = left instanceof TimeSeries ? left : right instanceof TimeSeries ? right : new TimeSeries([]);
  return new TimeSeries(
    pairs(known.points.keys(), (at) => {
      const [one, other] = [valueAt(left, at), valueAt(right, at)];
      return one === undefined || other === undefined ? undefined : work(one, other);
    }),
  );
}

/** A number is the same at all times. */
export function valueAt(value: number | TimeSeries, at: number): number | undefined {
  return typeof value === "number" ? value : value.points.get(at);
}
