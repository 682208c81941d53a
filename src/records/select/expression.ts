import type { JSONValue } from "@jmespath-community/jmespath";
import type { AnyRecord } from "../../engine/decoded-record.ts";
import { UsageError } from "../../engine/errors.ts";
import { faultPlace } from "./fault-place.ts";
import { fieldNames, fieldsOf } from "./fields.ts";
import { functionCalls, rootFields, strayBinding } from "./syntax-tree.ts";

/** What an expression finds in a record. Throws a plain error where the record's values have the wrong type for a function. */
export type Expression = (record: AnyRecord) => JSONValue;

/** A JMESPath expression over the fields of a record. Throws a UsageError that tells the place of the fault. */
export async function expressionOf(source: string): Promise<Expression> {
  const { compile, isRegistered, tokenize, TreeInterpreter } = await import("@jmespath-community/jmespath");
  const parse = (text: string): unknown => compile(text);
  let tree: ReturnType<typeof compile>;
  try {
    tree = compile(source);
  } catch {
    throw refusal(source, faultPlace(source, parse, tokenize));
  }
  const open = openString(source, tokenize(source));
  if (open !== undefined) throw refusal(source, { at: open, found: "a string that does not end" });
  // The library takes `a = b` for a part of `let a = b in …`.
  if (strayBinding(tree)) throw refusal(source, { at: assignment(tokenize(source)), found: "=" });
  for (const { name, arity } of functionCalls(tree)) {
    if (!isRegistered(name))
      throw refusal(source, { at: source.search(new RegExp(`\\b${name}\\s*\\(`)) }, `there is no function ${name}`);
    const wrong = attempt(() => TreeInterpreter.search({ type: "Function", name, children: nulls(arity) }, null));
    if (wrong?.startsWith("Invalid arity") === true)
      throw refusal(source, { at: source.search(new RegExp(`\\b${name}\\s*\\(`)) }, lower(wrong));
  }
  const unknown = rootFields(tree).find((name) => !fieldNames.includes(name));
  if (unknown !== undefined) throw unknownField(source, unknown);
  return (record) => {
    try {
      return TreeInterpreter.search(tree, fieldsOf(record));
    } catch (error) {
      if (error instanceof Error && error.message.startsWith("Error referencing undefined variable"))
        throw new UsageError(`"${source}" is not a JMESPath expression: ${lower(error.message)}.`);
      throw error;
    }
  };
}

function unknownField(source: string, name: string): UsageError {
  const [hyphened] = new RegExp(`[\\w-]+-${name}`).exec(source) ?? [];
  const hint =
    hyphened === undefined
      ? `What was sent is in data: did you mean data.${name}? Beside it a record has ${fieldNames.filter((one) => one !== "data").join(", ")}.`
      : `A name with a hyphen is quoted: data."${hyphened}"`;
  return new UsageError(`"${source}" finds nothing: a record has no "${name}".`, hint);
}

interface Place {
  /** From 0. */
  readonly at: number;
  /** What stands there; undefined at the end. */
  readonly found?: string | undefined;
}

function refusal(
  source: string,
  { at, found }: Place,
  why = found === undefined ? "it ends too early" : `${found} is unexpected`,
): UsageError {
  return new UsageError(
    `"${source}" is not a JMESPath expression: ${why}, at character ${at + 1}.`,
    found === "="
      ? "Compare with two signs: data.type == 'order'"
      : "Write numbers in backquotes and strings in single quotes: data.amount > `10` && data.type == 'order'",
  );
}

interface Token {
  readonly start: number;
  readonly type: string;
}

function assignment(tokens: readonly Token[]): number {
  return tokens.find(({ type }) => type === "Assign")?.start ?? 0;
}

/** Where a string begins that has no closing quote: the library takes it all the same. */
function openString(source: string, tokens: readonly Token[]): number | undefined {
  const last = tokens.at(-1)?.start ?? 0;
  if (source.charAt(last) !== "'") return undefined;
  return /^'(?:\\.|[^'\\])*'\s*$/s.test(source.slice(last)) ? undefined : last;
}

function nulls(count: number) {
  return Array.from({ length: count }, () => ({ type: "Literal" as const, value: null }));
}

function attempt(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace(/\.$/, "");
}
