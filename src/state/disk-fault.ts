const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "there is no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be too large",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is not a folder",
  EEXIST: "a part of its path is not a folder",
  ELOOP: "its links lead round in a circle",
  ENAMETOOLONG: "its name is too long",
  ENOENT: "its folder is not there and cannot be made",
  EMFILE: "too many files are open",
  EIO: "the disk reports an error",
};

/** The system's name of an error, such as `ENOENT`; undefined when it is none of the system's. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Why the file system refused, to end a sentence with; undefined when the error is none of the system's. */
export function diskFault(error: unknown): string | undefined {
  const errno = errnoOf(error);
  return errno === undefined ? undefined : (words[errno] ?? `the system says ${errno}`);
}
