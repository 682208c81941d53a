import { parseTemplate } from "./velocity/parse/template.ts";

/** What is wrong with the syntax of a mapping template; undefined when nothing is. */
export function templateFault(template: string): string | undefined {
  try {
    parseTemplate(template);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
  }
}
