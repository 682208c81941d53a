import { randomInt } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** An id in IAM's form: four letters that say what it is for (`AROA` a role, `ANPA` a managed policy) and 17 more. */
export function uniqueId(prefix: string): string {
  return prefix + Array.from({ length: 17 }, () => letters[randomInt(letters.length)]).join("");
}
