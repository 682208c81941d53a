import { isUtf8 } from "node:buffer";
import type { Respond } from "../engine/context.ts";
import { UsageError } from "../engine/errors.ts";
import { givenFile, type Whence } from "./given-file.ts";

/** What --respond asks for: `empty`, `receipt`, or the template in `@FILE`. */
export function parseRespond(text: string, whence: Whence): Respond {
  if (text === "empty" || text === "receipt") return { type: text };
  if (text.startsWith("@")) return { type: "template", template: template(text.slice(1), whence) };
  throw new UsageError(`--respond takes empty, receipt or @FILE, not "${text}".`);
}

/** Is this an answer as the state file keeps it? */
export function isRespond(value: unknown): value is Respond {
  if (typeof value !== "object" || value === null) return false;
  const { type, template: text } = value as { readonly type?: unknown; readonly template?: unknown };
  return type === "empty" || type === "receipt" || (type === "template" && typeof text === "string" && text !== "");
}

function template(path: string, whence: Whence): string {
  const bytes = givenFile(`The template ${path}`, path, whence, "--respond @FILE takes a file.");
  if (!isUtf8(bytes)) throw new UsageError(`The template ${path} is not UTF-8.`, "Save it as UTF-8 text.");
  const text = bytes.toString();
  if (text.trim() === "")
    throw new UsageError(
      `The template ${path} is empty, which to API Gateway means "pass Kinesis' answer on".`,
      "For an empty answer: --respond empty.",
    );
  return text;
}
