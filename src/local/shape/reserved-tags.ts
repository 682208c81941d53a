/** What AWS says of a tag whose key only AWS may give: the same in most of its services. */
export const reservedTag = "aws: prefixed tag key names are not allowed for external use.";

/** Is there a key that begins with `aws:`, whatever its case? */
export function hasReserved(keys: Iterable<string>): boolean {
  return [...keys].some((key) => key.toLowerCase().startsWith("aws:"));
}
