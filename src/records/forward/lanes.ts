import { semaphore } from "../read/semaphore.ts";

/** Work that is done in order within a lane, and side by side across lanes. */
export interface Lanes {
  /** Adds work; resolves when there is room for more. Throws what earlier work threw. */
  add(lane: string, work: () => Promise<void>): Promise<void>;
  /** Resolves when all of it is done; throws what any of it threw. */
  done(): Promise<void>;
}

/** Pieces of work that may wait. */
const room = 1_000;

/** At most `concurrency` pieces of work at the same time. A lane that is new begins when all that was added before is done: the records
 * of a shard come after those of its parents. */
export function lanes(concurrency: number): Lanes {
  const ends = new Map<string, Promise<void>>();
  const waiting = semaphore(room);
  const running = semaphore(concurrency);
  let failure: { readonly error: unknown } | undefined;
  const rethrow = (): void => {
    if (failure !== undefined) throw failure.error;
  };
  const settled = async (): Promise<void> => void (await Promise.all(ends.values()));
  return {
    async add(lane, work) {
      rethrow();
      const place = await waiting.acquire(1);
      if (!ends.has(lane)) await settled();
      rethrow();
      const before = ends.get(lane) ?? Promise.resolve();
      const end = before.then(async () => {
        const turn = await running.acquire(1);
        try {
          if (failure === undefined) await work();
        } catch (error) {
          failure ??= { error };
        } finally {
          turn.release();
          place.release();
        }
      });
      ends.set(lane, end);
    },
    async done() {
      await settled();
      rethrow();
    },
  };
}
