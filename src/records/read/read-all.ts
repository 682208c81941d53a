import type { Lineage, Turn } from "./lineage.ts";
import type { ShardEnd } from "./shard/batch.ts";
import { readShard } from "./shard/read-shard.ts";
import type { Run } from "./shard/run.ts";

/** What the shards of one run share. */
export interface Whole {
  readonly family: Lineage;
  readonly run: Run;
  /** The ids of the shards that the user asked for; undefined for all. */
  readonly only: ReadonlySet<string> | undefined;
  /** Called with the id of a shard that has its first iterator, or needs none. */
  readonly held: (shardId: string) => void;
}

/** Reads these shards side by side, then the shards that come from them, to the end of the run. */
export async function readAll(turns: readonly Turn[], whole: Whole): Promise<void> {
  await Promise.all(
    turns.map(async (turn) => {
      const { id } = turn.shard;
      const end = await readShard(turn, whole.run, () => whole.held(id));
      if (end.type === "enough") return;
      whole.held(id);
      if (whole.only === undefined) await discover(id, end, whole);
      else await leave(id, end, whole.only, whole);
      await readAll(whole.family.drained(id), whole);
    }),
  );
}

type Ended = Exclude<ShardEnd, { readonly type: "enough" }>;

/** How often the list is read before a shard that it does not show counts as gone: the list may lag. */
const lists = 3;

/** Learns of the shards that come from this one and of all their parents: another parent of a merged shard, or that one's parent,
 * may still have records. */
async function discover(id: string, end: Ended, { family, run }: Whole): Promise<void> {
  if (end.type === "drained") {
    family.learn(end.children);
    if (family.hasChildren(id) && family.unknown().length === 0) return;
  }
  for (let looks = 1; ; looks += 1) {
    family.learn(await listed(id, end, run));
    const unknown = family.unknown();
    if (family.hasChildren(id) && unknown.length === 0) return;
    if (looks === lists) return family.gone(unknown);
    await run.clock.sleep(looks * 1_000, run.signal);
  }
}

/** Reports where the records of a shard go that was closed, when only some shards are read. */
async function leave(id: string, end: Ended, only: ReadonlySet<string>, { run }: Whole): Promise<void> {
  const children =
    end.type === "drained" ? end.children : (await listed(id, end, run)).filter(({ parents }) => parents.includes(id));
  const left = children.filter((child) => !only.has(child.id)).map((child) => child.id);
  if (left.length === 0) return;
  run.report?.event({ type: "note", text: `${id} is closed; its records now go to ${left.join(" and ")}` });
}

/** The current list of shards. A shard that Kinesis does not know has aged out, unless it is in the list. */
async function listed(id: string, end: Ended, run: Run): ReturnType<Run["list"]> {
  const shards = await run.list();
  if (end.type === "unknown" && shards.some((shard) => shard.id === id)) throw end.error;
  return shards;
}
