import type { AnyRecord } from "../../engine/decoded-record.ts";
import { UsageError } from "../../engine/errors.ts";
import { expressionOf } from "./expression.ts";

/** A test by a JMESPath expression over the fields of a record. A record whose values have the wrong type for a function does not
 * pass; one that is nested too deeply to be looked at does, and `tell` is told. Throws a UsageError for a wrong expression. */
export async function where(
  expression: string,
  tell: (text: string) => void = () => undefined,
): Promise<(record: AnyRecord) => boolean> {
  const find = await expressionOf(expression);
  return (record) => {
    try {
      return truthy(find(record));
    } catch (error) {
      if (error instanceof UsageError) throw error;
      if (!(error instanceof RangeError)) return false;
      // Nobody may hide a record by how it is written.
      const { sequenceNumber, shardId } = record;
      const which = sequenceNumber === null ? "A record" : `Record ${sequenceNumber} of ${shardId}`;
      tell(`${which} is nested too deeply for --where. Such records are shown.`);
      return true;
    }
  };
}

/** As JMESPath has it: null, false and anything empty are false; the number 0 is true. */
function truthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
