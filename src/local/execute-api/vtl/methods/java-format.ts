import { TemplateError } from "../template-error.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";

const specifier = /%(?:(\d+)\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

/** Java's String.format for the conversions s, d, f, x, c, b, n and %, with width, precision and the flags `-`, `0`, `,`, `+`. */
export function javaFormat(format: string, args: readonly Value[]): string {
  let next = 0;
  return format.replace(specifier, (all, position, flags: string, width, precision, conversion: string) => {
    if (conversion === "n") return "\n";
    if (conversion === "%") return "%";
    const at = position === undefined ? next++ : Number(position) - 1;
    if (at >= args.length) throw new TemplateError(`Format specifier '${all}'`);
    const digits = precision === undefined ? undefined : Number(precision);
    const text = convert(conversion, args[at] ?? null, flags, digits, all as string);
    return pad(conversion === conversion.toUpperCase() ? text.toUpperCase() : text, flags, Number(width ?? 0));
  });
}

function convert(conversion: string, value: Value, flags: string, precision: number | undefined, all: string): string {
  switch (conversion.toLowerCase()) {
    case "s":
      return print(value).slice(0, precision);
    case "b":
      return String(typeof value === "boolean" ? value : value !== null);
    case "c":
      return typeof value === "bigint" ? String.fromCodePoint(Number(value)) : print(value);
    case "d":
      if (typeof value === "bigint") return signed(grouped(String(value), flags), flags);
      break;
    case "x":
      if (typeof value === "bigint") return (value < 0n ? BigInt.asUintN(32, value) : value).toString(16);
      break;
    case "f":
      if (typeof value === "number") return signed(grouped(value.toFixed(precision ?? 6), flags), flags);
      break;
    default:
  }
  if (value === null) return "null";
  throw new TemplateError(`Format specifier '${all}' does not fit ${print(value)}`);
}

function grouped(digits: string, flags: string): string {
  return flags.includes(",") ? digits.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ",") : digits;
}

function signed(digits: string, flags: string): string {
  return flags.includes("+") && !digits.startsWith("-") ? `+${digits}` : digits;
}

function pad(text: string, flags: string, width: number): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  const [, sign = "", digits = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  return sign + digits.padStart(width - sign.length, "0");
}
