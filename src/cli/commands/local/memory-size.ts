import { UsageError } from "../../../engine/errors.ts";

const MEBIBYTE = 1_048_576;
const LEAST = 16;

/** A size such as `512MB` or `2GB`, in bytes. Throws a UsageError for anything else and for less than 16 MB. */
export function memorySize(text: string): number {
  const [, number = "", unit = ""] = /^(\d{1,6})\s?(MB|GB)$/i.exec(text) ?? [];
  const size = Number(number) * (unit.toUpperCase() === "GB" ? 1024 : 1);
  if (size >= LEAST) return size * MEBIBYTE;
  throw new UsageError(`--memory takes a size from ${LEAST}MB on, such as 512MB or 2GB, not "${text}".`);
}
