/** A function to be called with ids: when it was called with each of these, it calls `done`, for none of them at once. */
export function countdown(ids: Iterable<string>, done: () => void): (id: string) => void {
  const missing = new Set(ids);
  if (missing.size === 0) done();
  return (id) => {
    if (missing.delete(id) && missing.size === 0) done();
  };
}
