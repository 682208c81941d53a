import ipaddr from "ipaddr.js";
import { UsageError } from "../../engine/errors.ts";
import { mergeRanges } from "./merge-ranges.ts";
import { senderNames } from "./sender-names.ts";

/** Checks a list of addresses and ranges, and merges them. Throws a UsageError for the first bad one; `where` names its place. */
export function allowList(texts: readonly string[], where = (_index: number): string => ""): readonly string[] {
  return mergeRanges(texts.map((text, index) => cidr(text, where(index))));
}

/** One address or range, as `aws:SourceIp` takes it: `203.0.113.7` becomes `203.0.113.7/32`. */
function cidr(text: string, where: string): string {
  const hint = "Write a range such as 203.0.113.0/24 or 2001:db8::/32, or one address.";
  if (senderNames.some((one) => one === text))
    throw new UsageError(
      `${where}"${text}" is a sender, not an IP address or range.`,
      `"kinesis-proxy allow-ips ${text}" knows its addresses: run it once the endpoint is there.`,
    );
  const [address = "", bits, ...more] = text.split("/");
  const strict = ipaddr.IPv4.isValidFourPartDecimal(address) || (address.includes(":") && ipaddr.IPv6.isValid(address));
  if (!strict || address.includes("%") || more.length > 0)
    throw new UsageError(`${where}"${text}" is not an IP address or range.`, hint);
  const parsed = ipaddr.parse(address);
  if (parsed.kind() === "ipv6" && (parsed as ipaddr.IPv6).isIPv4MappedAddress())
    throw new UsageError(
      `${where}"${text}" is an IPv4-mapped address, which API Gateway never sees.`,
      `Write ${unmapped(parsed as ipaddr.IPv6, bits)}.`,
    );
  const most = parsed.kind() === "ipv4" ? 32 : 128;
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : NaN;
  if (!(length >= 0 && length <= most))
    throw new UsageError(`${where}"${text}" is not a range: the part after the slash goes from 0 to ${most}.`, hint);
  const kind = parsed.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  const network = kind.networkAddressFromCIDR(`${address}/${length}`).toString();
  if (network !== parsed.toString())
    throw new UsageError(
      `${where}"${text}" is not a range: the address has bits beyond the ${length}.`,
      `Did you mean ${network}/${length}?`,
    );
  return `${network}/${length}`;
}

/** The same range as IPv4 has it. */
function unmapped(address: ipaddr.IPv6, bits: string | undefined): string {
  const plain = address.toIPv4Address().toString();
  if (bits === undefined) return plain;
  const length = Math.max(0, Number(bits) - 96);
  const whole = Number.isInteger(length) && length <= 32;
  return whole ? `${ipaddr.IPv4.networkAddressFromCIDR(`${plain}/${length}`).toString()}/${length}` : plain;
}
