/** Runs `call`; a fault of one of these names means "not there" or "already so" and gives undefined. Nothing else is caught.
 * AWS's name on the wire and the SDK's may differ by the ending: `NoSuchEntity` fits `NoSuchEntityException`. */
export async function unless<T>(names: readonly string[], call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (names.some((name) => isFault(error, name))) return undefined;
    throw error;
  }
}

/** Is this the AWS fault of that name? */
export function isFault(error: unknown, name: string): boolean {
  return error instanceof Error && bare(error.name) === bare(name);
}

function bare(name: string): string {
  return name.replace(/Exception$/, "");
}
