import { GetRecordsCommand, GetShardIteratorCommand, ListShardsCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { blame, explain } from "../../../src/aws/explain/explain.ts";
import { recordsIn } from "../../../src/steps/stream/stream-contents.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";

const kms = ["AccessDenied", "Disabled", "InvalidState", "NotFound", "OptInRequired", "Throttling"].map(
  (name) => `KMS${name}Exception`,
);

function stream() {
  const ctx = fakeContext();
  ctx.aws.kinesis.on(ListShardsCommand).resolves({ Shards: [{ ShardId: "shard-0" } as never] });
  ctx.aws.kinesis.on(GetShardIteratorCommand).resolves({ ShardIterator: "iterator" });
  return ctx;
}

test.each(["AccessDeniedException", "ProvisionedThroughputExceededException", ...kms])(
  "a stream whose reading ends in %s may hold records",
  async (name) => {
    const ctx = stream();
    ctx.aws.kinesis.on(GetRecordsCommand).rejects(fault(name));
    expect((await recordsIn(ctx, "orders"))?.why).toMatch(/^it may hold records \(.+\)$/);
  },
);

test.each([
  [59_400, "59 s"],
  [60_000, "1 min"],
  [59 * 60_000, "59 min"],
  [3_600_000, "1 h"],
  [48 * 3_600_000 - 1, "48 h"],
  [48 * 3_600_000, "2 d"],
])("the newest record of %d ms ago is %s old", async (ms, old) => {
  const ctx = stream();
  const Records = [ms, ms + 5_000].map((ago) => ({
    ApproximateArrivalTimestamp: new Date(ctx.clock.now() - ago),
  })) as never;
  ctx.aws.kinesis.on(GetRecordsCommand).resolves({ Records, MillisBehindLatest: 0 });
  expect((await recordsIn(ctx, "orders"))?.loss).toBe(`about 2 records, the newest ${old} old`);
});

test("what others read is waited for, as a reader waits", async () => {
  const ctx = stream();
  const slow = fault("ProvisionedThroughputExceededException");
  const broken = fault("Error", "reset", { code: "ECONNRESET" });
  ctx.aws.kinesis
    .on(GetRecordsCommand)
    .rejectsOnce(slow)
    .rejectsOnce(slow)
    .rejectsOnce(broken)
    .resolvesOnce({ Records: [], NextShardIterator: "next", MillisBehindLatest: 1 })
    .resolves({ Records: [], NextShardIterator: "next", MillisBehindLatest: 0 });
  expect(await recordsIn(ctx, "orders")).toBeUndefined();
  expect(ctx.clock.slept).toEqual([1_000, 2_000, 4_000, 250]);
  expect(ctx.report.texts("wait")[0]).toContain("Kinesis throttles reads of shard-0, which all its readers share");
});

test.each(kms)("%s is one clear sentence for a reader", (name) => {
  const error = fault(name, "The key said no.");
  blame(error, "Kinesis", "GetRecords");
  const said = explain(error, { endpoint: undefined, region: "eu-west-1", local: false });
  expect(said?.message).toMatch(/^The records are encrypted and cannot be read: .*\(The key said no\)\.$/);
  expect(said?.hint).toMatch(/\S/);
  if (name.includes("Denied")) expect(said?.hint).toContain("kms:Decrypt");
});
