/** A function to be called with the id of each shard: at the `count`th different one it calls `done`, for a count of 0 at once. */
export function countdown(count: number, done: () => void): (shardId: string) => void {
  const named = new Set<string>();
  if (count === 0) done();
  return (shardId) => {
    if (named.has(shardId) || named.size === count) return;
    named.add(shardId);
    if (named.size === count) done();
  };
}
