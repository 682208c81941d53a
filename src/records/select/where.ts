import type { JSONValue } from "@jmespath-community/jmespath";
import type { DecodedRecord } from "../../engine/decoded-record.ts";
import { UsageError } from "../../engine/errors.ts";

/** A test by a JMESPath expression over the fields of a record. A record whose values have the wrong type for a function does not
 * pass. Throws a UsageError for a wrong expression. */
export async function where(expression: string): Promise<(record: DecodedRecord) => boolean> {
  const { compile, isRegistered, TreeInterpreter } = await import("@jmespath-community/jmespath");
  const tree = attempt(() => compile(expression), expression);
  const unknown = functionNames(tree).find((name) => !isRegistered(name));
  if (unknown !== undefined) throw refusal(expression, `there is no function ${unknown}`);
  return (record) => {
    try {
      return truthy(TreeInterpreter.search(tree, fieldsOf(record)));
    } catch (error) {
      if (error instanceof Error && hopeless.test(error.message)) throw refusal(expression, error.message);
      return false;
    }
  };
}

/** Faults of the expression, not of a record: the library finds them only when it evaluates that part. */
const hopeless = /^Invalid arity|^Error referencing undefined variable/;

function attempt<T>(work: () => T, expression: string): T {
  try {
    return work();
  } catch (error) {
    throw refusal(expression, error instanceof Error ? error.message : String(error));
  }
}

function refusal(expression: string, reason: string): UsageError {
  const detail = reason.replace(/\.$/, "").replace(/^S/, "s");
  return new UsageError(
    `"${expression}" is not a JMESPath expression: ${detail}.`,
    "Write numbers in backquotes and strings in single quotes: data.amount > `10` && data.type == 'order'",
  );
}

/** The names of all functions in a parsed expression. */
function functionNames(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  const { type, name } = node as { readonly type?: unknown; readonly name?: unknown };
  const inner = type === "Literal" ? [] : Object.values(node).flatMap(functionNames);
  return type === "Function" && typeof name === "string" ? [name, ...inner] : inner;
}

function fieldsOf(record: DecodedRecord): JSONValue {
  const { shardId, sequenceNumber, subSequenceNumber, partitionKey, arrivedAt, encoding, data } = record;
  const head = { shardId, sequenceNumber, partitionKey, arrivedAt, encoding, data: data as JSONValue };
  return subSequenceNumber === undefined ? head : { ...head, subSequenceNumber };
}

/** As JMESPath has it: null, false and anything empty are false; the number 0 is true. */
function truthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
