/** Java's Double.toString: always with a fraction, and with an exponent below 0.001 and from 10,000,000 on. */
export function printDouble(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    const plain = String(value);
    return plain.includes(".") ? plain : `${plain}.0`;
  }
  const { digits, exponent } = size < 2 ** 63 && Number.isInteger(size) ? wholeDigits(size) : realDigits(size);
  return `${value < 0 ? "-" : ""}${digits.charAt(0)}.${digits.slice(1) || "0"}E${exponent}`;
}

interface Digits {
  readonly digits: string;
  /** Of ten, for the first digit. */
  readonly exponent: number;
}

/** Up to Java 18 all significant digits of a whole number are printed. */
function wholeDigits(size: number): Digits {
  const meaningless = Math.max(0, Math.floor((Math.floor(Math.log2(size)) - 54) * Math.log10(2)));
  const unit = 10n ** BigInt(meaningless);
  const digits = String((BigInt(size) + unit / 2n) / unit);
  return { digits: digits.replace(/0+$/, ""), exponent: digits.length - 1 + meaningless };
}

/** Up to Java 18 no number with an exponent has less than two digits, and one too many where one would do: 2.0E23 is
 * 1.9999999999999998E23. So digits are taken until the rest is less than half of what the last bit is worth. */
function realDigits(size: number): Digits {
  let { above, below, half } = fraction(size);
  const exponent = decimalExponent(above, below);
  if (exponent < 0) [above, half] = [above * 10n ** BigInt(-exponent), half * 10n ** BigInt(-exponent)];
  else below *= 10n ** BigInt(exponent);
  let digits = "";
  for (;;) {
    digits += String(above / below);
    above = (above % below) * 10n;
    half *= 10n;
    const [isLow, isHigh] = [above < half, above + half > 10n * below];
    if (digits.length < 2 || !(isLow || isHigh)) continue;
    const rest = 2n * above - 10n * below;
    const isOdd = Number(digits.at(-1)) % 2 === 1;
    const roundsUp = isHigh && (!isLow || rest > 0n || (rest === 0n && isOdd));
    if (!roundsUp) return { digits, exponent };
    const raised = String(BigInt(digits) + 1n);
    return { digits: raised.slice(0, digits.length), exponent: exponent + raised.length - digits.length };
  }
}

/** The number and half of its last bit's value, as fractions over `below`. */
function fraction(size: number): { above: bigint; below: bigint; half: bigint } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const [bits, power] = [view.getBigUint64(0) & 0xfffffffffffffn, Number(view.getBigUint64(0) >> 52n)];
  const mantissa = power === 0 ? bits : bits | (1n << 52n);
  // Times four, so that half of half a bit is whole: below a power of two numbers are twice as close.
  const shift = (power === 0 ? 1 : power) - 1075;
  const up = shift > 0 ? 1n << BigInt(shift) : 1n;
  const half = bits === 0n ? 1n : 2n;
  return { above: mantissa * 4n * up, below: shift < 0 ? 4n << BigInt(-shift) : 4n, half: half * up };
}

function decimalExponent(above: bigint, below: bigint): number {
  const guess = String(above).length - String(below).length;
  const reached = guess < 0 ? above * 10n ** BigInt(-guess) >= below : above >= below * 10n ** BigInt(guess);
  return reached ? guess : guess - 1;
}
