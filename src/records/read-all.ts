import type { Reporter } from "../core/events.ts";
import { existing } from "./existing.ts";
import type { Lineage, Turn } from "./lineage.ts";
import { readShard, type Run } from "./read-shard.ts";
import { listShards, type StreamShard } from "./shards.ts";

/** All shards of one run. */
export interface Whole {
  readonly family: Lineage;
  readonly run: Run;
  readonly report: Pick<Reporter, "event"> | undefined;
  /** The ids of the shards that the user named. */
  readonly only: ReadonlySet<string> | undefined;
  /** Called with a shard's id when its first iterator is there, or none is needed. */
  readonly held: (shardId: string) => void;
}

/** Reads the shards whose turn has come, at the same time, and then those that come after them, to the end of the run. */
export async function readAll(turns: readonly Turn[], whole: Whole): Promise<void> {
  await Promise.all(
    turns.map(async (turn) => {
      const { id } = turn.shard;
      const end = await readShard(turn, whole.run, () => whole.held(id));
      if (end.type === "enough") return;
      const children = end.type === "drained" ? end.children : await afterLoss(id, end.error, whole);
      whole.held(id);
      await readAll(whole.family.drained(id, await heirs(id, children, whole)), whole);
    }),
  );
}

/** The shards to go on with when this one is drained: those that Kinesis named, or, when it named none, those that a list shows. */
async function heirs(id: string, children: readonly StreamShard[], whole: Whole): Promise<readonly StreamShard[]> {
  const { family, run, report, only } = whole;
  if (only !== undefined) {
    const left = children.filter((child) => !only.has(child.id)).map((child) => child.id);
    const text = `${id} is closed; its records now go to ${left.join(" and ")}`;
    if (left.length > 0) report?.event({ type: "note", text });
    return [];
  }
  if (children.length > 0 || family.hasChildren(id)) return children;
  const shards = await listAgain(run);
  return shards.filter((shard) => shard.parents.includes(id));
}

/** Kinesis does not know the shard: either the stream is gone, which ends all, or the shard's last record has aged out. */
async function afterLoss(id: string, error: unknown, { run }: Whole): Promise<readonly StreamShard[]> {
  const shards = await listAgain(run);
  if (shards.some((shard) => shard.id === id)) throw error;
  return shards.filter((shard) => shard.parents.includes(id));
}

/** The shards as they are now, with the same patience as the reads. */
async function listAgain(run: Run): Promise<readonly StreamShard[]> {
  const { kinesis, streamName, signal, clock } = run;
  const since = clock.now();
  for (let attempts = 0; ; attempts += 1) {
    try {
      return await existing(streamName, () => listShards(kinesis, streamName, signal));
    } catch (error) {
      signal.throwIfAborted();
      await clock.sleep(run.trouble.wait(error, "the list of shards", attempts, since), signal);
    }
  }
}
