import { PutRecordsCommand, type PutRecordsCommandInput } from "@aws-sdk/client-kinesis";
import fc from "fast-check";
import { expect, test } from "vitest";
import { streamWriter } from "../../../src/records/forward/put-waves.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { fault } from "../../helpers/fault.ts";
import { mockedClients } from "../../helpers/mocked-clients.ts";
import { recordingReporter } from "../../helpers/recording-reporter.ts";

type Refuses = (place: number, call: number) => boolean;

async function written(keys: readonly string[], refuses: Refuses, size = 1) {
  const { clients, aws } = mockedClients();
  const stored: string[] = [];
  const calls: number[] = [];
  aws.kinesis.on(PutRecordsCommand).callsFake(({ Records = [] }: PutRecordsCommandInput) => {
    calls.push(Records.length);
    const answers = Records.map(({ Data, PartitionKey }, place) => {
      if (refuses(place, calls.length)) return { ErrorCode: "ProvisionedThroughputExceededException" };
      stored.push(
        `${PartitionKey}:${Buffer.from(Data ?? [])
          .toString()
          .trim()}`,
      );
      return { SequenceNumber: "1" };
    });
    return { Records: answers };
  });
  const clock = fakeClock();
  const report = recordingReporter();
  const { signal } = new AbortController();
  const options = { kinesis: clients.kinesis, streamName: "copy", clock, signal, report };
  const writer = streamWriter(options);
  for (const [place, partitionKey] of keys.entries())
    await writer.add({ partitionKey, bytes: Buffer.from(String(place).padEnd(size)) });
  await writer.done();
  return { stored, calls, clock, report };
}

test("whatever Kinesis refuses of which call, all records arrive once, those of a key in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 60 }),
      fc.array(fc.boolean(), { minLength: 7, maxLength: 23 }),
      async (keys, refusals) => {
        const refuses: Refuses = (place, call) =>
          call % 4 !== 0 && refusals[(place + call * 3) % refusals.length] === true;
        const { stored } = await written(keys, refuses);
        for (const key of new Set(keys)) {
          const sent = keys.flatMap((one, place) => (one === key ? [`${key}:${place}`] : []));
          expect(stored.filter((one) => one.startsWith(`${key}:`))).toEqual(sent);
        }
        expect(stored).toHaveLength(keys.length);
      },
    ),
    { numRuns: 100 },
  );
});

test("calls are full, of 500 records or 4.5 MB", async () => {
  const keys = Array.from({ length: 1_200 }, (_, place) => `k${place}`);
  expect((await written(keys, () => false)).calls).toEqual([500, 500, 200]);
  expect(Math.max(...(await written(keys.slice(0, 12), () => false, 1_000_000)).calls)).toBe(4);
});

test("calls that are refused in part are told once in half a minute", async () => {
  const keys = Array.from({ length: 200 }, (_, place) => `k${place}`);
  const { calls, clock, report } = await written(keys, (place) => place > 0);
  const waited = clock.slept.reduce((sum, ms) => sum + ms, 0);
  expect([calls.length, waited]).toEqual([200, 19_900]);
  expect(report.texts("wait")).toEqual([
    "copy did not take 199 of 200 records (ProvisionedThroughputExceededException); trying again in 0.1 s",
  ]);
});

test("a stream that takes nothing for two minutes ends it", async () => {
  await expect(written(["a"], () => true)).rejects.toThrow(
    "copy takes no records: ProvisionedThroughputExceededException.",
  );
});

test("a stream that is not there is told with its region", async () => {
  const { clients, aws } = mockedClients();
  aws.kinesis.on(PutRecordsCommand).rejects(fault("ResourceNotFoundException"));
  const { signal } = new AbortController();
  const report = recordingReporter();
  const writer = streamWriter({ kinesis: clients.kinesis, streamName: "copy", clock: fakeClock(), signal, report });
  await writer.add({ partitionKey: "a", bytes: Buffer.from("x") });
  await expect(writer.done()).rejects.toThrow("Stream copy does not exist in eu-west-1.");
});
