import ipaddr from "ipaddr.js";
import { UsageError } from "../engine/errors.ts";

/** A whole number from `least` to `most`, as a flag's value; without `most`, any that JavaScript can count to. */
export function wholeNumber(flag: string, least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
    if (value >= least && value <= most) return value;
    throw new UsageError(`${flag} takes a whole number ${range}, not "${text}".`);
  };
}

/** A number above 0, such as 0.5, as a flag's value. */
export function positiveNumber(flag: string, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d*\.?\d+$/.test(text) ? Number(text) : NaN;
    if (value > 0 && value <= most) return value;
    throw new UsageError(`${flag} takes a number above 0, up to ${most}, not "${text}".`);
  };
}

/** true or false, as a flag, an environment variable or a settings file gives it. */
export function yesOrNo(flag: string): (text: string) => boolean {
  return (text) => {
    if (/^(true|1|yes|on)$/i.test(text)) return true;
    if (/^(false|0|no|off)$/i.test(text)) return false;
    throw new UsageError(`${flag} takes true or false, not "${text}".`);
  };
}

/** A name as AWS allows it for this kind of thing. */
export function nameOf(flag: string, characters: RegExp, allowed: string, most: number): (text: string) => string {
  return (text) => {
    const hint = `Use 1 to ${most} of ${allowed}.`;
    if (text === "") throw new UsageError(`${flag} is empty.`, hint);
    if (text.length > most) throw new UsageError(`${flag} is too long: ${text.length} characters.`, hint);
    if (!characters.test(text)) throw new UsageError(`${flag} cannot be "${text}".`, hint);
    return text;
  };
}

/** A content type as it can stand in a request. */
export function contentType(text: string, flag = "--content-type"): string {
  const hint = "It looks like application/json, or text/csv; charset=utf-8.";
  if (text === "") throw new UsageError(`${flag} is empty.`, hint);
  if (/^[\x21-\x7e][\x20-\x7e]*$/.test(text)) return text;
  throw new UsageError(`${flag} cannot be ${JSON.stringify(text)}.`, hint);
}

/** An ARN of the form that `form` says. */
export function arnOf(flag: string, form: RegExp, what: string): (text: string) => string {
  return (text) => {
    if (form.test(text)) return text;
    throw new UsageError(`${flag} takes the ARN of ${what}, not "${text}".`);
  };
}

/** The path of the endpoint: `/`, or segments of plain characters. */
export function urlPath(flag: string): (text: string) => string {
  return (text) => {
    if (text === "/" || /^(\/([A-Za-z0-9._:-]+|\{[A-Za-z0-9._-]+\}))+$/.test(text)) return text;
    throw new UsageError(
      `${flag} cannot be "${text}".`,
      "It starts with a slash and has segments of letters, digits, dots, colons, hyphens and underscores, such as /events or /events/{id}.",
    );
  };
}

/** One address or range, as `aws:SourceIp` takes it: `203.0.113.7` becomes `203.0.113.7/32`. */
export function cidr(text: string): string {
  const hint = "Write a range such as 203.0.113.0/24 or 2001:db8::/32, or one address.";
  const [address = "", bits, ...more] = text.split("/");
  const strict = ipaddr.IPv4.isValidFourPartDecimal(address) || (address.includes(":") && ipaddr.IPv6.isValid(address));
  if (!strict || address.includes("%") || more.length > 0)
    throw new UsageError(`"${text}" is no IP address or range.`, hint);
  const parsed = ipaddr.parse(address);
  if (parsed.kind() === "ipv6" && (parsed as ipaddr.IPv6).isIPv4MappedAddress())
    throw new UsageError(
      `"${text}" is an IPv4 address in IPv6's clothes, which API Gateway never sees.`,
      `Write ${unmapped(parsed as ipaddr.IPv6, bits)}.`,
    );
  const most = parsed.kind() === "ipv4" ? 32 : 128;
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : NaN;
  if (!(length >= 0 && length <= most))
    throw new UsageError(`"${text}" is no range: the part after the slash goes from 0 to ${most}.`, hint);
  const kind = parsed.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  const network = kind.networkAddressFromCIDR(`${address}/${length}`).toString();
  if (network !== parsed.toString())
    throw new UsageError(
      `"${text}" is no range: the address has bits beyond the ${length}.`,
      `Did you mean ${network}/${length}?`,
    );
  return `${network}/${length}`;
}

/** The same, or "none", which gives "". */
export function orNone(parse: (text: string) => string): (text: string) => string {
  return (text) => (/^(none|false)?$/i.test(text) ? "" : parse(text));
}

/** The same range as IPv4 has it. */
function unmapped(address: ipaddr.IPv6, bits: string | undefined): string {
  const plain = address.toIPv4Address().toString();
  if (bits === undefined) return plain;
  const length = Math.max(0, Number(bits) - 96);
  const whole = Number.isInteger(length) && length <= 32;
  return whole ? `${ipaddr.IPv4.networkAddressFromCIDR(`${plain}/${length}`).toString()}/${length}` : plain;
}
