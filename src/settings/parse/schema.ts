import { UsageError } from "../../engine/errors.ts";
import { diskFault } from "./disk-fault.ts";
import { givenFile, type Folder } from "./given-file.ts";

/** `--schema FILE`: the text of a JSON Schema; "" for none. Whether API Gateway takes it is not checked here. */
export function schema(text: string, _label: string, files: Folder): string {
  if (/^(none|false)?$/i.test(text)) return "";
  const what = schemaName(text);
  const hint = "--schema takes a file; none switches it off.";
  const content = isSchema(text) ? text : givenFile(what, text, files, hint).toString();
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new UsageError(`${what} is not valid JSON: ${diskFault(error)}.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${what} is not a JSON object.`);
  return content;
}

/** How a sentence begins that is about what `--schema` says: a file, or the schema itself. */
export function schemaName(text: string): string {
  return isSchema(text) ? "The schema" : `The schema ${text}`;
}

function isSchema(text: string): boolean {
  return text.trimStart().startsWith("{");
}
