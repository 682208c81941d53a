import { Double } from "../shape/double.ts";

/** A value to be written as XML: lists become `<member>` elements, maps `<entry>` elements, dates ISO 8601, undefined
 * nothing at all. */
export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | Double
  | undefined
  | readonly XmlValue[]
  | ReadonlyMap<string, XmlValue>
  | XmlMembers;

/** A structure: one element a member, in this order. */
export interface XmlMembers {
  readonly [name: string]: XmlValue;
}

/** `<name>value</name>`, or "" for undefined. */
export function xmlElement(name: string, value: XmlValue): string {
  if (value === undefined) return "";
  const content = xmlContent(value);
  return content === "" ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function xmlContent(value: Exclude<XmlValue, undefined>): string {
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/, "Z");
  if (isList(value)) return value.map((one) => xmlElement("member", one)).join("");
  if (isMap(value)) return [...value].map(([key, one]) => xmlElement("entry", { key, value: one })).join("");
  if (typeof value === "object" && !(value instanceof Double)) {
    return Object.entries(value)
      .map(([name, one]) => xmlElement(name, one))
      .join("");
  }
  return escapeXml(String(value));
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

function isMap(value: XmlValue): value is ReadonlyMap<string, XmlValue> {
  return value instanceof Map;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
};

// oxlint-disable-next-line no-control-regex -- those are the ones
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Characters that XML 1.0 cannot carry at all become U+FFFD. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (one) => escapes[one] ?? one).replace(forbidden, "\uFFFD");
}
