import type { Recorded } from "../../requests/recorded.ts";
import { bytesOf } from "./bytes.ts";

/** Is the text somewhere in the request, in its record or in its answer? Case does not count. */
export function hasText(recorded: Recorded, text: string): boolean {
  const wanted = text.toLowerCase();
  const has = (some: string | undefined): boolean => some?.toLowerCase().includes(wanted) === true;
  const { request } = recorded;
  if (has(`${request.method} ${request.path}?${request.query}`) || request.rawHeaders.some(has)) return true;
  if (has(request.body.toString())) return true;
  // To render is slow: last.
  return ["answered", "unpacked", "answer"].some((part) => has(bytesOf(recorded, part)?.toString()));
}
