import { UsageError } from "../../engine/errors.ts";
import { schemaName } from "../../settings/parse/schema.ts";
import { isAsked, named, type Settings } from "../../settings/sources.ts";

/** Throws a `UsageError` when the schema that is asked for is not one of draft 4, the one that API Gateway knows. */
export async function checkSchema({ schema }: Settings): Promise<void> {
  if (!isAsked(schema) || !schema.value) return;
  const { schemaFault } = await import("../../local/json-schema/schema-fault.ts");
  const fault = schemaFault(JSON.parse(schema.value));
  if (fault === undefined) return;
  throw named(
    schema,
    new UsageError(
      `${schemaName(schema.text)} is not of draft 4 of JSON Schema: ${fault}.`,
      "API Gateway knows no other draft: https://json-schema.org/specification-links#draft-4.",
    ),
  );
}
