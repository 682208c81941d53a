import { XMLParser, XMLValidator } from "fast-xml-parser";
import { malformedXml } from "../faults.ts";

/** An element of a document, without its namespaces and attributes but one. */
export class XmlElement {
  readonly name: string;
  /** All text that lies directly in it. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  /** `xsi:type`, which tells grantees apart. */
  readonly type: string | undefined;

  constructor(name: string, text: string, children: readonly XmlElement[], type?: string) {
    this.name = name;
    this.text = text;
    this.children = children;
    this.type = type;
  }

  /** The first child of that name. */
  child(name: string): XmlElement | undefined {
    return this.children.find((one) => one.name === name);
  }

  /** All children of that name. */
  all(name: string): readonly XmlElement[] {
    return this.children.filter((one) => one.name === name);
  }

  /** The text of the first child of that name; undefined when there is none. */
  textOf(name: string): string | undefined {
    return this.child(name)?.text;
  }
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: (name) => !/(?:^|:)type$/.test(name),
  attributeNamePrefix: "",
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  // A key may begin with a space.
  trimValues: false,
  // Without it `&#13;` in a key is not read.
  htmlEntities: true,
});

/** The root of a document, which must have that name. Throws MalformedXML; also for a DOCTYPE, which can blow a document up. */
export function readXml(body: Buffer, root: string): XmlElement {
  const text = body.toString("utf8");
  if (text.includes("<!DOCTYPE") || XMLValidator.validate(text) !== true) throw malformedXml();
  const [found] = elements(parse(text)).children;
  if (found === undefined || found.name !== root) throw malformedXml();
  return found;
}

function parse(text: string): unknown {
  try {
    return parser.parse(text) as unknown;
  } catch {
    throw malformedXml();
  }
}

/** The parser's list: texts as `{ "#text": … }`, elements as `{ NAME: list, ":@": attributes }`. */
function elements(list: unknown, name = "", type?: string): XmlElement {
  const children: XmlElement[] = [];
  let text = "";
  for (const { ":@": attributes, ...node } of list as readonly Readonly<Record<string, unknown>>[])
    for (const [key, value] of Object.entries(node)) {
      if (key === "#text") text += String(value);
      else children.push(elements(value, key, (attributes as { readonly type?: string } | undefined)?.type));
    }
  return new XmlElement(name, text, children, type);
}
