import { TemplateError } from "../template-error.ts";
import { Boxed, numeric, wholeKind } from "../values/boxed.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";
import { formatReal, formatWhole } from "./format-number.ts";
import type { Specifier } from "./specifier.ts";
import { hashCode } from "../methods/object.ts";

const specifier = /%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([bBhHsScCdoxXeEfgGn%])|%/g;

/** Java's String.format, without dates and hexadecimal floating point. Throws TemplateError where Java throws. */
export function javaFormat(format: string, args: readonly Value[]): string {
  let next = 0;
  let last = -1;
  return format.replace(specifier, (all, position, flags: string, width, precision, letter: string | undefined) => {
    if (letter === undefined) throw new TemplateError(`No conversion: ${format}`);
    const number = (digits: unknown): number | undefined => (digits === undefined ? undefined : Number(digits));
    const conversion = letter.toLowerCase();
    const asked = { flags: flags.replace("<", ""), width: number(width), precision: number(precision), conversion };
    check(asked, all as string);
    if (conversion === "n") return "\n";
    if (conversion === "%") return justify("%", asked);
    last = flags.includes("<") ? last : position === undefined ? next++ : Number(position) - 1;
    const arg = args[last];
    if (arg === undefined) throw new TemplateError(`Format specifier '${all}'`);
    const text = justify(convert(arg, asked), asked);
    return letter === conversion ? text : text.toUpperCase();
  });
}

/** The flags that a conversion refuses. */
const refused: Readonly<Record<string, string>> = {
  n: "-#+ 0,(",
  "%": "#+ 0,(",
  b: "#+ 0,(",
  h: "#+ 0,(",
  s: "#+ 0,(",
  c: "#+ 0,(",
  d: "#",
  o: "+ ,(",
  x: "+ ,(",
  e: ",",
  g: "#",
};

function check({ flags, width, precision, conversion }: Specifier, all: string): void {
  const has = (...some: readonly string[]): boolean => some.every((flag) => flags.includes(flag));
  const isWrong =
    new Set(flags).size < flags.length ||
    [...flags].some((flag) => refused[conversion]?.includes(flag) === true) ||
    (width === undefined && (has("-") || has("0"))) ||
    (conversion === "n" && width !== undefined) ||
    (precision !== undefined && "n%cdox".includes(conversion)) ||
    has("+", " ") ||
    has("-", "0");
  if (isWrong) throw new TemplateError(`Format specifier '${all}'`);
}

function convert(value: Value, asked: Specifier): string {
  const { conversion, precision } = asked;
  if (conversion === "b") return String(typeof value === "boolean" ? value : value !== null).slice(0, precision);
  if (value === null) return "null".slice(0, precision);
  if (conversion === "s") return print(value).slice(0, precision);
  if (conversion === "h") return (hashCode(value) >>> 0).toString(16).slice(0, precision);
  const kind = wholeKind(value);
  const number = numeric(value);
  if (conversion === "c") {
    if (value instanceof Boxed && value.kind === "Character") return value.print();
    const isCode = kind !== undefined && kind !== "Long" && kind !== "BigInteger" && number !== undefined;
    if (isCode && number >= 0 && number <= 0x10ffff) return String.fromCodePoint(Number(number));
  } else if ("dox".includes(conversion)) {
    if (typeof number === "bigint" && kind !== undefined) return formatWhole(number, kind, asked);
  } else if (typeof number === "number") {
    return formatReal(value instanceof Boxed ? Number(value.print()) : number, asked);
  }
  throw new TemplateError(`%${conversion} is not for ${print(value)}`);
}

function justify(text: string, { flags, width = 0 }: Specifier): string {
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
}
