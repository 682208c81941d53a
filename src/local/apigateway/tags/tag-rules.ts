import { hasReserved, reservedTag } from "../../shape/reserved-tags.ts";
import { badRequest } from "../faults.ts";

/** Checks tags as API Gateway does: at most 50, keys of at most 128 characters that do not start with `aws:`,
 * values of at most 256. Throws BadRequestException. */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  const all = Object.entries(tags);
  if (all.length > 50) throw badRequest("Invalid number of tags, at most 50 tags are allowed");
  for (const [key, value] of all) {
    if (key === "" || key.length > 128) throw badRequest(`Invalid tag key: ${key}`);
    if (hasReserved([key])) throw badRequest(reservedTag);
    if (value.length > 256) throw badRequest(`Invalid tag value for key: ${key}`);
  }
}
