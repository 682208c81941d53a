import { UsageError } from "../engine/errors.ts";
import { diskFault } from "./disk-fault.ts";
import { givenFile, type Folder } from "./given-file.ts";
import { schemaFault } from "./schema-fault.ts";

/** `--schema FILE`: the text of a JSON Schema (draft 4); "" for none. */
export function schema(text: string, _label: string, files: Folder): string {
  if (/^(none|false)?$/i.test(text)) return "";
  const itself = text.trimStart().startsWith("{");
  const what = itself ? "The schema" : `The schema ${text}`;
  const hint = "--schema takes a file; none switches it off.";
  const content = itself ? text : givenFile(what, text, files, hint).toString();
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new UsageError(`${what} is not valid JSON: ${diskFault(error)}.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${what} is not a JSON object.`);
  const fault = schemaFault(value);
  if (fault !== undefined)
    throw new UsageError(
      `${what} is not of draft 4 of JSON Schema: ${fault}.`,
      "API Gateway knows no other draft: https://json-schema.org/specification-links#draft-4.",
    );
  return content;
}
