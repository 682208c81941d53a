import type { WholeKind } from "../values/boxed.ts";
import type { Specifier } from "./specifier.ts";

const bits: Readonly<Record<WholeKind, number>> = { Byte: 8, Short: 16, Integer: 32, Long: 64, BigInteger: 0 };

/** `%d`, `%o` and `%x`; a negative number is in two's complement in octal and hexadecimal. */
export function formatWhole(value: bigint, kind: WholeKind, asked: Specifier): string {
  if (asked.conversion === "d") return dressed(String(value < 0n ? -value : value), value < 0n, asked);
  const isOctal = asked.conversion === "o";
  const digits = (kind === "BigInteger" ? value : BigInt.asUintN(bits[kind], value)).toString(isOctal ? 8 : 16);
  const prefix = !asked.flags.includes("#") ? "" : isOctal ? "0" : "0x";
  return prefix + (asked.flags.includes("0") ? digits.padStart((asked.width ?? 0) - prefix.length, "0") : digits);
}

/** `%f`, `%e` and `%g`, rounded half up from the digits that the number prints with. */
export function formatReal(value: number, asked: Specifier): string {
  const isNegative = value < 0 || Object.is(value, -0);
  if (!Number.isFinite(value)) {
    const name = Number.isNaN(value) ? "NaN" : "Infinity";
    return dressed(name, isNegative, { ...asked, flags: asked.flags.replace(/[0,]/g, "") }, Number.isNaN(value));
  }
  const size = Math.abs(value);
  const { conversion, precision = 6 } = asked;
  if (conversion === "f") return dressed(fixed(size, precision, asked), isNegative, asked);
  if (conversion === "e") return dressed(scientific(size, precision, asked), isNegative, asked);
  return dressed(general(size, precision === 0 ? 1 : precision, asked), isNegative, asked);
}

/** Small numbers are written without exponent, with `precision` digits in all. */
function general(size: number, precision: number, asked: Specifier): string {
  if (size === 0) return fixed(0, precision - 1, asked);
  const { exponent } = rounded(size, precision - 1 - decimals(size).exponent);
  const isPlain = exponent >= -4 && exponent < precision;
  return isPlain ? fixed(size, precision - 1 - exponent, asked) : scientific(size, precision - 1, asked);
}

function fixed(size: number, places: number, { flags }: Specifier): string {
  const { digits, exponent } = rounded(size, places);
  const whole = exponent < 0 ? "0" : digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const rest = exponent < 0 ? "0".repeat(-exponent - 1) + digits : digits.slice(exponent + 1);
  return whole + point(rest.padEnd(places, "0").slice(0, places), flags);
}

function scientific(size: number, places: number, { flags }: Specifier): string {
  const { digits, exponent } =
    size === 0 ? { digits: "0", exponent: 0 } : rounded(size, places - decimals(size).exponent);
  const power = `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  return `${digits.charAt(0)}${point(digits.slice(1).padEnd(places, "0").slice(0, places), flags)}e${power}`;
}

function point(fraction: string, flags: string): string {
  return fraction === "" ? (flags.includes("#") ? "." : "") : `.${fraction}`;
}

interface Decimals {
  readonly digits: string;
  /** Of ten, for the first digit. */
  readonly exponent: number;
}

function decimals(size: number): Decimals {
  const [digits = "", exponent] = size.toExponential().split("e");
  return { digits: digits.replace(".", ""), exponent: Number(exponent) };
}

/** With that many decimal places. */
function rounded(size: number, places: number): Decimals {
  const { digits, exponent } = decimals(size);
  const kept = exponent + 1 + places;
  if (kept >= digits.length) return { digits, exponent };
  if (kept < 0) return { digits: "0", exponent: -places };
  const up = (digits[kept] ?? "0") >= "5" ? 1n : 0n;
  const number = String(BigInt(digits.slice(0, kept) || "0") + up);
  if (number === "0") return { digits: "0", exponent: -places };
  return { digits: number, exponent: exponent + (kept === 0 ? 1 : number.length - kept) };
}

/** With its sign, its thousands and the zeros in front. */
function dressed(digits: string, isNegative: boolean, { flags, width = 0 }: Specifier, unsigned = false): string {
  const grouped = flags.includes(",") ? digits.replace(/^\d+/, thousands) : digits;
  const [open, close] = isNegative && flags.includes("(") ? ["(", ")"] : [sign(isNegative, flags), ""];
  const before = unsigned ? "" : open;
  const zeros = flags.includes("0") ? width - before.length - close.length : 0;
  return before + grouped.padStart(zeros, "0") + close;
}

function sign(isNegative: boolean, flags: string): string {
  if (isNegative) return "-";
  return flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

function thousands(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
}
