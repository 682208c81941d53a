/** Java's order of texts: the difference of the first characters that differ, or of the lengths. */
export function compareStrings(left: string, right: string): number {
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = left.charCodeAt(at) - right.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
