/** A file system error in a few words. */
export function diskFault(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === "ENOENT") return "it is not there";
  if (code === "EISDIR") return "it is a directory";
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}
