import { isUtf8 } from "node:buffer";
import { UsageError } from "../../engine/errors.ts";
import type { Respond } from "../../mapping/response/response-mappings.ts";
import { givenFile, type Folder } from "./given-file.ts";

/** What --respond asks for: `empty`, `receipt`, or the template in `@FILE`. */
export function respond(text: string, label: string, files: Folder): Respond {
  if (text === "empty" || text === "receipt") return { type: text };
  if (/^@./.test(text)) return { type: "template", template: template(text.slice(1), files) };
  throw new UsageError(`${label} takes empty, receipt or @FILE, not "${text}".`);
}

/** An answer as the state file keeps it; undefined for anything else. */
export function storedRespond(value: unknown): Respond | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { type, template } = value as { readonly type?: unknown; readonly template?: unknown };
  if (type === "empty" || type === "receipt") return { type };
  return type === "template" && typeof template === "string" && template !== "" ? { type, template } : undefined;
}

function template(path: string, files: Folder): string {
  const bytes = givenFile(`The template ${path}`, path, files, "--respond @FILE takes a file.");
  if (!isUtf8(bytes)) throw new UsageError(`The template ${path} is not UTF-8.`, "Save it as UTF-8 text.");
  const text = bytes.toString();
  if (text.trim() === "")
    throw new UsageError(
      `The template ${path} is empty, which to API Gateway means "pass Kinesis' answer on".`,
      "For an empty answer: --respond empty.",
    );
  return text;
}
