import type { AnyRecord } from "../../engine/decoded-record.ts";
import { UsageError } from "../../engine/errors.ts";
import { expressionOf } from "./expression.ts";

/** A test by a JMESPath expression over the fields of a record. A record whose values have the wrong type for a function does not
 * pass. Throws a UsageError for a wrong expression. */
export async function where(expression: string): Promise<(record: AnyRecord) => boolean> {
  const find = await expressionOf(expression);
  return (record) => {
    try {
      return truthy(find(record));
    } catch (error) {
      if (error instanceof UsageError) throw error;
      return false;
    }
  };
}

/** As JMESPath has it: null, false and anything empty are false; the number 0 is true. */
function truthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
