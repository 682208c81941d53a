import type { JSONValue } from "@jmespath-community/jmespath";
import type { AnyRecord } from "../../engine/decoded-record.ts";
import { UsageError } from "../../engine/errors.ts";
import { expressionOf } from "./expression.ts";

/** What a JMESPath expression makes of a record; null where it finds nothing, or a function meets a value of the wrong type.
 * Throws a UsageError for a wrong expression. */
export async function query(expression: string): Promise<(record: AnyRecord) => JSONValue> {
  const find = await expressionOf(expression);
  return (record) => {
    try {
      return find(record) ?? null;
    } catch (error) {
      if (error instanceof UsageError) throw error;
      return null;
    }
  };
}
