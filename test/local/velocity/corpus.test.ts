import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Input } from "../../../src/local/velocity/aws/input.ts";
import { util } from "../../../src/local/velocity/aws/util.ts";
import { render } from "../../../src/local/velocity/render.ts";
import { TemplateError } from "../../../src/local/velocity/template-error.ts";
import type { Value } from "../../../src/local/velocity/values/value.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

interface Inputs {
  readonly variables?: Readonly<Record<string, Json>>;
  readonly body?: string;
  readonly params?: Readonly<Record<"path" | "querystring" | "header", Readonly<Record<string, string>>>>;
  readonly context?: Readonly<Record<string, Json>>;
  readonly stageVariables?: Readonly<Record<string, Json>>;
}

interface Corpus {
  readonly inputs: Readonly<Record<string, Inputs>>;
  readonly cases: readonly {
    readonly template: string;
    /** The name of one of the inputs, or inputs of its own. */
    readonly input: string | Inputs;
    readonly expected: string;
    /** Who says that this is what the template renders. */
    readonly source: string;
  }[];
  /** Templates that are refused, when they are read or when they are rendered. */
  readonly refused: readonly { readonly template: string; readonly input: string; readonly source: string }[];
}

const corpus = JSON.parse(readFileSync(new URL("corpus.json", import.meta.url), "utf8")) as Corpus;

describe("a template renders what the original renders", () => {
  test.each(corpus.cases)("$source: $template", ({ template, input, expected }) => {
    const inputs = typeof input === "string" ? (corpus.inputs[input] ?? {}) : input;
    expect(render(template, variablesOf(inputs))).toBe(expected);
  });

  test.each(corpus.refused)("$source refuses $template", ({ template, input }) => {
    expect(() => render(template, variablesOf(corpus.inputs[input] ?? {}))).toThrow(TemplateError);
  });
});

function variablesOf({ variables = {}, body = "", params, context, stageVariables }: Inputs): Map<string, Value> {
  const parameters = params ?? { path: {}, querystring: {}, header: {} };
  return new Map<string, Value>([
    ...Object.entries(variables).map(([name, value]) => [name, asValue(value)] as const),
    ["input", new Input(body === "" ? "{}" : body, parameters)],
    ["util", util],
    ...(context === undefined ? [] : [["context", asValue(context)] as const]),
    ...(stageVariables === undefined ? [] : [["stageVariables", asValue(stageVariables)] as const]),
  ]);
}

/** Whole numbers in the data are Java's integers. */
function asValue(json: Json): Value {
  if (json === null || typeof json === "string" || typeof json === "boolean") return json;
  if (typeof json === "number") return Number.isInteger(json) ? BigInt(json) : json;
  if (Array.isArray(json)) return (json as readonly Json[]).map(asValue);
  return new Map(Object.entries(json as Readonly<Record<string, Json>>).map(([name, value]) => [name, asValue(value)]));
}
