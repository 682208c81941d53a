import { validateHeaderName, validateHeaderValue } from "node:http";

/** Can the header go out? Names must be tokens, and values must lack control characters and what is beyond U+00FF. */
export function isWritable(name: string, value: string | readonly string[]): boolean {
  try {
    validateHeaderName(name);
    for (const one of typeof value === "string" ? [value] : value) validateHeaderValue(name, one);
    return true;
  } catch {
    return false;
  }
}
