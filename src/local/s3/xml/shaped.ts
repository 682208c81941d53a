import { malformedXml } from "../faults.ts";
import type { XmlElement } from "./read-xml.ts";
import type { XmlMembers, XmlValue } from "./write-xml.ts";

/** What an element holds: any text, a whole number, true or false, one of some words, or elements of its own. */
export type Shape = "text" | "number" | "flag" | readonly string[] | Members;

/** Elements by name, in the order in which they are given back. Behind the name: `?` may be left out, `*` any number of them, `+` one
 * at least. */
export interface Members {
  readonly [name: string]: Shape;
}

/** What the element holds, as it is kept and written again. Throws MalformedXML for what does not have that shape. */
export function shaped(element: XmlElement, members: Members): XmlMembers {
  const names = Object.keys(members).map((name) => name.replace(/[?*+]$/, ""));
  if (element.children.some(({ name }) => !names.includes(name))) throw malformedXml();
  const read = Object.entries(members).map(([named, shape], at): readonly [string, XmlValue] => {
    const found = element.all(names[at]!);
    const isList = /[*+]$/.test(named);
    if ((!/[?*]$/.test(named) && found.length === 0) || (!isList && found.length > 1)) throw malformedXml();
    const values = found.map((one) => valueOf(one, shape));
    return [names[at]!, isList && values.length > 0 ? values : values[0]];
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

function valueOf(element: XmlElement, shape: Shape): XmlValue {
  if (shape === "text") return element.text;
  const text = element.text.trim();
  if (shape === "number") return checked(Number(text), /^\d{1,15}$/.test(text));
  if (shape === "flag") return checked(text === "true", text === "true" || text === "false");
  if (isWords(shape)) return checked(text, shape.includes(text));
  return shaped(element, shape);
}

function isWords(shape: Shape): shape is readonly string[] {
  return Array.isArray(shape);
}

function checked<T>(value: T, isValid: boolean): T {
  if (isValid) return value;
  throw malformedXml();
}
