import type { Properties, Resource, Value } from "../resources/resource.ts";
import type { Writer } from "./call.ts";
import { inQuotes, variableOf } from "./shell.ts";

/** What the calls of a resource are written from. */
export interface From {
  readonly one: Resource;
  readonly write: Writer;
  /** The variable of an attribute of this resource. */
  readonly variable: (attribute: string) => string;
  /** The line that sets this variable; none where nothing refers to it. */
  readonly sets: (attribute: string, to: string) => string;
  /** Policies as the JSON text that IAM takes. */
  readonly documents: (properties: Properties) => Properties;
}

/** Writes the calls that make a resource. */
export type Calls = (from: From) => string;

/** What a resource's calls need; `used` are the variables that something refers to. */
export function fromOf(one: Resource, write: Writer, used: ReadonlySet<string>): From {
  const variable = (attribute: string): string => variableOf({ id: one.id, attribute });
  const sets = (attribute: string, to: string): string =>
    used.has(variable(attribute)) ? `${variable(attribute)}=${to}\n` : "";
  return { one, write, variable, sets, documents };
}

/** A part of the script: what it tells when it runs, why it is so, and its lines. */
export function paragraph(title: string, why: string, ...lines: readonly string[]): string {
  const told = title === "" ? "" : `echo ${inQuotes(title)} >&2\n`;
  const comment = why === "" ? "" : `# ${why}\n`;
  return `${comment}${told}${lines.join("")}`;
}

function documents(properties: Properties): Properties {
  const all = Object.entries(properties).map(([name, value]): [string, Value] => {
    return [name, name.endsWith("Document") ? jsonText(value) : value];
  });
  return Object.fromEntries(all);
}

/** A value as JSON text of several lines: references stay in it. */
export function jsonText(value: Value): string {
  return JSON.stringify(value, undefined, 2);
}
