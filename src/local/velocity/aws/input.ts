import { readPath } from "../json-path/read-path.ts";
import { JsonSyntaxError, parseJson } from "../values/json-parse.ts";
import { printJson } from "../values/print.ts";
import type { JavaObject, Value } from "../values/value.ts";
import { TemplateError } from "../template-error.ts";

/** Where a parameter of a request comes from. */
export type ParameterGroup = "path" | "querystring" | "header";

/** Parameters of a request by where they came from; an empty record where there are none. */
export type Parameters = Readonly<Record<ParameterGroup, Readonly<Record<string, string>>>>;

/** `$input`: the payload as text, as JSON and by path, and the parameters of the request. */
export class Input implements JavaObject {
  readonly #body: string;
  readonly #parameters: Parameters;
  #json: { readonly value: Value } | undefined;

  constructor(body: string, parameters: Parameters) {
    this.#body = body;
    this.#parameters = parameters;
  }

  property(name: string): Value {
    return name === "body" ? this.#body : null;
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    const [arg] = args;
    if (name === "params") {
      if (args.length === 0) return new Map(searched.map((group) => [group, this.#group(group)]));
      return args.length === 1 && typeof arg === "string" ? this.#parameter(arg) : undefined;
    }
    if (name === "getBody" && args.length === 0) return this.#body;
    if (args.length !== 1 || typeof arg !== "string") return undefined;
    if (name === "path") return this.#read(arg) ?? null;
    if (name !== "json") return undefined;
    const value = this.#read(arg);
    return value === undefined ? '""' : printJson(value);
  }

  print(): string {
    return "";
  }

  #read(path: string): Value | undefined {
    this.#json ??= { value: parseBody(this.#body) };
    return readPath(this.#json.value, path);
  }

  #group(group: ParameterGroup): Value {
    return new Map(Object.entries(this.#parameters[group]));
  }

  /** A parameter by name, searched in the path, the query string and the headers; or a whole group of them. */
  #parameter(name: string): Value {
    for (const group of searched) {
      const value = parameter(this.#parameters[group], name, group === "header");
      if (value !== undefined) return value;
    }
    return name === "path" || name === "querystring" || name === "header" ? this.#group(name) : "";
  }
}

const searched: readonly ParameterGroup[] = ["path", "querystring", "header"];

function parameter(group: Readonly<Record<string, string>>, name: string, anyCase: boolean): string | undefined {
  if (Object.hasOwn(group, name)) return group[name];
  if (!anyCase) return undefined;
  const wanted = name.toLowerCase();
  const spelled = Object.keys(group).find((one) => one.toLowerCase() === wanted);
  return spelled === undefined ? undefined : group[spelled];
}

function parseBody(body: string): Value {
  try {
    return parseJson(body);
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new TemplateError(`Invalid JSON in the payload: ${error.message}`);
    throw error;
  }
}
