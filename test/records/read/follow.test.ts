import { expect, onTestFinished, test } from "vitest";
import { world } from "../../journeys/world.ts";
import { clientsOf } from "../../local/clients.ts";
import { serveOracle } from "../../local/kinesis/oracle.ts";
import { storm } from "./storm.ts";

const long = process.env["KINESIS_PROXY_TEST_LONG"] !== undefined;
const seeds = long ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [Number(process.env["KINESIS_PROXY_TEST_SEED"] ?? 1)];
const size = { records: long ? 2_000 : 250, reshards: 20 };
const nothing = { lost: 0, doubled: 0, disordered: 0 };

test.each(seeds)(
  "twenty reshards, throttling, faults, cut connections and expired iterators lose nothing (seed %i)",
  async (seed) => {
    const { local, clients } = await world();
    const reader = clientsOf(local).kinesis;
    onTestFinished(() => reader.destroy());
    const { faults, shards, ...outcome } = await storm({ seed, ...size, writer: clients.kinesis, reader });
    expect(outcome).toEqual({ put: 21 * size.records, ...nothing });
    expect(faults).toBeGreaterThan(20);
    expect(shards).toBeGreaterThan(20);
  },
  long ? 600_000 : 60_000,
);

test.runIf(long).each(seeds)(
  "nor do they with another Kinesis (seed %i)",
  async (seed) => {
    const other = await serveOracle();
    onTestFinished(() => other.close());
    const {
      faults: _faults,
      shards: _shards,
      ...outcome
    } = await storm({
      seed,
      records: 500,
      reshards: 20,
      writer: other.client,
      reader: other.another(),
    });
    expect(outcome).toEqual({ put: 21 * 500, ...nothing });
  },
  600_000,
);
