import type { Turn } from "../lineage.ts";
import type { Batch, ShardEnd } from "./batch.ts";
import type { Run } from "./run.ts";

/** Times of arrival are not in order: reading goes on until they are this many milliseconds beyond `until`. */
const slack = 10_000;

/** Empty replies of a caught-up shard after which its state is looked up in the list, each time. */
const quietReplies = 20;

/** Reads one shard to its end, or until the run is over, and hands on what comes. */
export async function readShard(turn: Turn, run: Run, held: () => void): Promise<ShardEnd> {
  const { id, parents } = turn.shard;
  const source = run.source(turn, run, held);
  const leave = run.traffic.enter();
  let { closed } = turn.shard;
  let quiet = 0;
  try {
    for (;;) {
      const step = await source.next();
      if (step.done === true) return step.value;
      const batch = step.value;
      run.onReply?.(id, batch);
      const records = wanted(batch, run);
      if (records.length > 0 || batch.ended) await run.hand({ shardId: id, parents, records, ended: batch.ended });
      if (batch.ended) continue;
      // One that could not be read for a while may have more than this: it is read until it is caught up.
      const over = run.idle.over(batch) && batch.millisBehind === 0;
      // Its last look: the children of a shard that was closed may have records, though an emulator does not end it.
      if (over && closed !== true) closed = await run.isClosed(id).catch(() => false);
      if ((over && closed !== true) || enough(batch, run)) return { type: "enough" };
      // Some emulators never stop giving a closed shard a next iterator: then its children would never be read.
      const caughtUp = batch.millisBehind === 0;
      quiet = caughtUp && batch.records.length === 0 ? quiet + 1 : 0;
      if (closed === true && quiet > 0) {
        await run.hand({ shardId: id, parents, records: [], ended: true });
        return { type: "drained", children: [] };
      }
      if (closed === undefined ? caughtUp && !run.endless : quiet % quietReplies === quietReplies - 1)
        closed = await run.isClosed(id);
      if (passed(batch, closed === true, run)) return { type: "enough" };
    }
  } finally {
    leave();
    await source.return({ type: "enough" });
  }
}

function wanted({ records }: Batch, { until }: Run): Batch["records"] {
  return until === undefined ? records : records.filter(({ arrivedAt }) => arrivedAt < until);
}

/** Has everything before `until` been read? */
function enough({ records, millisBehind }: Batch, { until, clock }: Run): boolean {
  if (until === undefined) return false;
  const last = records.at(-1)?.arrivedAt.getTime() ?? 0;
  return last >= until.getTime() + slack || (millisBehind === 0 && clock.now() >= until.getTime());
}

/** Is the single pass over this shard done? Some emulators always say "caught up", so a full reply, or one from a closed shard, is
 * followed by another read. */
function passed({ full, millisBehind }: Batch, closed: boolean, run: Run): boolean {
  return !run.endless && millisBehind === 0 && !closed && !full;
}
