/** Why a folder cannot be used for objects, in one sentence. */
export class DirectoryError extends Error {}
