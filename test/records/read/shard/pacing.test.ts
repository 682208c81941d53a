import fc from "fast-check";
import { expect, test } from "vitest";
import { gapAfter, type Circumstances } from "../../../../src/records/read/shard/pacing.ts";

const quiet: Circumstances = {
  behind: false,
  throttledLately: false,
  shards: 1,
  pollInterval: undefined,
  size: 0,
  local: false,
};

test.each<[Partial<Circumstances>, number]>([
  [{}, 334],
  [{ shards: 33 }, 334],
  [{ shards: 60 }, 600],
  [{ shards: 100 }, 1_000],
  [{ shards: 2_000 }, 1_000],
  [{ behind: true }, 250],
  [{ behind: true, shards: 2_000 }, 250],
  [{ behind: true, size: 1_048_576 }, 500],
  [{ behind: true, size: 10_485_760 }, 5_000],
  [{ behind: true, size: 10_485_760, local: true }, 250],
  [{ behind: true, size: 10_485_760, local: true, throttledLately: true }, 5_000],
  [{ throttledLately: true }, 1_000],
  [{ throttledLately: true, behind: true }, 1_000],
  [{ pollInterval: 5_000 }, 5_000],
  [{ pollInterval: 5_000, behind: true }, 5_000],
  [{ pollInterval: 250 }, 250],
  [{ pollInterval: 250, throttledLately: true }, 1_000],
])("after a read with %j, the next one begins %i ms after it began", (circumstances, ms) => {
  expect(gapAfter({ ...quiet, ...circumstances })).toBe(ms);
});

test("no shard is ever read more than four times a second, nor faster than Kinesis sends", () => {
  fc.assert(
    fc.property(
      fc.record({
        behind: fc.boolean(),
        throttledLately: fc.boolean(),
        shards: fc.integer({ min: 0, max: 20_000 }),
        pollInterval: fc.option(fc.nat(60_000), { nil: undefined }),
        size: fc.nat(10_485_760),
        local: fc.constant(false),
      }),
      (circumstances) => {
        const gap = gapAfter(circumstances);
        expect(gap).toBeGreaterThanOrEqual(250);
        expect((circumstances.size / gap) * 1_000).toBeLessThanOrEqual(2 * 1024 * 1024 + 1);
      },
    ),
  );
});
