import { TemplateError } from "../template-error.ts";

/** Integer.parseInt and the like, for numbers of that many bits. Throws TemplateError. */
export function parseWhole(text: string, radix: number, size: number): bigint {
  const digits = /^([+-]?)([0-9a-z]+)$/i.exec(text);
  let value = 0n;
  for (const digit of digits?.[2] ?? "?") {
    const worth = digit === "?" ? NaN : parseInt(digit, 36);
    if (!(worth < radix)) throw malformed(text);
    value = value * BigInt(radix) + BigInt(worth);
  }
  if (digits?.[1] === "-") value = -value;
  if (BigInt.asIntN(size, value) !== value) throw malformed(text);
  return value;
}

/** Integer.decode and the like: decimal, `0x…` or octal. Throws TemplateError. */
export function decode(text: string, size: number): bigint {
  const [, sign = "", prefix = "", digits = ""] = /^([+-]?)(0x|0X|#|0(?=.))?(.*)$/s.exec(text) ?? [];
  if (!/^[0-9a-z]/i.test(digits)) throw malformed(text);
  return parseWhole(sign + digits, prefix === "" ? 10 : prefix === "0" ? 8 : 16, size);
}

/** Double.parseDouble. Throws TemplateError. */
export function parseReal(text: string): number {
  const trimmed = text.trim();
  const named = /^([+-]?)(NaN|Infinity)$/.exec(trimmed);
  if (named !== null) return Number(named[2]) * (named[1] === "-" ? -1 : 1);
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?$/.test(trimmed)) throw malformed(text);
  return Number(trimmed.replace(/[dDfF]$/, ""));
}

function malformed(text: string): TemplateError {
  return new TemplateError(`For input string: "${text}"`);
}
