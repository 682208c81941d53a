/** Gives a function that calls `done` once when `count` different shards have been named; at once when there are none. */
export function countdown(count: number, done: () => void): (shardId: string) => void {
  const named = new Set<string>();
  if (count === 0) done();
  return (shardId) => {
    if (named.has(shardId) || named.size === count) return;
    named.add(shardId);
    if (named.size === count) done();
  };
}
