/** A value as S3 writes it: a list repeats its element, dates have milliseconds, undefined is left out. */
export type XmlValue = string | number | boolean | Date | undefined | readonly XmlValue[] | XmlMembers;

/** A structure: one element a member, in this order. */
export interface XmlMembers {
  readonly [name: string]: XmlValue;
}

/** A document of S3 with that root. */
export function writeXml(
  root: string,
  members: XmlMembers | string,
  namespace = "http://s3.amazonaws.com/doc/2006-03-01/",
): string {
  const start = `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace === "" ? "" : ` xmlns="${namespace}"`}`;
  const inner = content(members);
  return inner === "" ? `${start}/>` : `${start}>${inner}</${root}>`;
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return "";
  if (isList(value)) return value.map((one) => element(name, one)).join("");
  const inner = content(value);
  return inner === "" ? `<${name}/>` : `<${name}${name === "Grantee" ? typeOf(inner) : ""}>${inner}</${name}>`;
}

/** Clients read from it which members a grantee has. */
function typeOf(grantee: string): string {
  const email = grantee.includes("<EmailAddress>") ? "AmazonCustomerByEmail" : "CanonicalUser";
  const type = grantee.includes("<URI>") ? "Group" : email;
  return ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}"`;
}

function content(value: Exclude<XmlValue, undefined | readonly XmlValue[]>): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return escaped(String(value));
  return Object.entries(value)
    .map(([name, one]) => element(name, one))
    .join("");
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

const named: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

// oxlint-disable-next-line no-control-regex -- those are the ones
const odd = /[&<>"\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;

/** Control characters of keys are written by number, as S3 does, although XML 1.0 has none: clients that need them ask for
 * `encoding-type=url`. */
function escaped(text: string): string {
  return text.replace(odd, (one) => named[one] ?? `&#x${one.charCodeAt(0).toString(16)};`);
}
