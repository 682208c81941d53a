import { createHash, randomBytes } from "node:crypto";

const timeDigits = 9;
const checkDigits = 4;

/** A new id for a version of that time: 32 letters and digits. It holds its time and a check of itself, so that an id that was
 * given out can be told from one that never was, as AWS does. */
export function versionIdAt(now: number): string {
  const time = now.toString(36).padStart(timeDigits, "0");
  const drawn =
    time +
    randomBytes(12)
      .toString("hex")
      .slice(0, 32 - timeDigits - checkDigits);
  return drawn + checkOf(drawn);
}

/** The time in an id that `versionIdAt` made; undefined for any other text. */
export function timeOf(id: string): number | undefined {
  const drawn = id.slice(0, -checkDigits);
  return id.length === 32 && id.endsWith(checkOf(drawn)) ? Number.parseInt(id.slice(0, timeDigits), 36) : undefined;
}

function checkOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, checkDigits);
}
