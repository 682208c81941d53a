import { CreateLogGroupCommand, CreateLogStreamCommand, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs"; // prettier-ignore
import { metricsOf } from "../../../../src/local/account/metrics/metrics.ts";
import { CreateStreamCommand, DeleteStreamCommand, SplitShardCommand } from "@aws-sdk/client-kinesis";
import { DeleteDeliveryStreamCommand, PutRecordCommand, UpdateDestinationCommand } from "@aws-sdk/client-firehose";
import { expect, test } from "vitest";
import { permissions, startHose } from "../hose.ts";

const small = { BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 } };

test("records wait for the interval, and come joined with nothing between them", async () => {
  await using hose = await startHose();
  await hose.write("before");
  await hose.create(small);
  await hose.write("one", "two\n");
  await hose.pass(59_000);
  expect(hose.puts).toEqual([]);
  await hose.pass(1_000);
  expect(hose.texts()).toEqual(["onetwo\n"]);
  expect(hose.puts[0]!.headers).toEqual({ "content-type": "application/octet-stream", "content-length": "7" });
  await hose.pass(600_000);
  expect(hose.puts).toHaveLength(1);
});

test("size comes before the interval, and counts before compression", async () => {
  await using hose = await startHose();
  await hose.create({ ...small, CompressionFormat: "GZIP" });
  const kilobytes = "a".repeat(600_000);
  await hose.write(kilobytes);
  await hose.pass(1_000);
  expect(hose.puts).toEqual([]);
  await hose.write(kilobytes, "b");
  await hose.pass(1_000);
  expect(hose.texts()).toEqual([kilobytes + kilobytes]);
  expect(hose.puts[0]!.body.length).toBeLessThan(5_000);
  expect(hose.puts[0]!.headers["content-encoding"]).toBe("gzip");
  await hose.pass(60_000);
  expect(hose.texts()[1]).toBe("b");
});

test("the size is raised while it is behind, and no longer", async () => {
  await using hose = await startHose();
  await hose.create(small);
  const records = Array.from({ length: 10 }, () => Buffer.alloc(600_000, 46));
  await hose.write(...records);
  await hose.pass(1_000);
  expect(hose.puts.map(({ body }) => body.length / 600_000)).toEqual([2, 4, 4]);
  await hose.write(...records.slice(0, 3));
  await hose.pass(1_000);
  expect(hose.puts.slice(3).map(({ body }) => body.length / 600_000)).toEqual([2]);
});

test("the name has the time of the oldest record, the version, and the default path", async () => {
  await using hose = await startHose();
  await hose.create({ ...small, Prefix: "raw/", CompressionFormat: "GZIP" });
  await hose.write("one");
  await hose.pass(60_000);
  expect(hose.puts[0]!.key).toMatch(
    /^raw\/2026\/12\/27\/14\/archive-1-2026-12-27-14-05-09-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.gz$/,
  );
  await hose.clients.firehose.send(
    new UpdateDestinationCommand({
      DeliveryStreamName: "archive",
      CurrentDeliveryStreamVersionId: "1",
      DestinationId: "destinationId-000000000001",
      ExtendedS3DestinationUpdate: {
        Prefix: "day=!{timestamp:dd'T'HH}/",
        ErrorOutputPrefix: "bad/!{firehose:error-output-type}/",
        CustomTimeZone: "Asia/Tokyo",
        FileExtension: ".json.gz",
      },
    }),
  );
  await hose.write("two");
  await hose.pass(60_000);
  expect(hose.puts[1]!.key).toMatch(/^day=27T23\/archive-2-2026-12-27-23-06-09-.{36}\.json\.gz$/);
});

test("AppendDelimiterToRecord ends each record", async () => {
  await using hose = await startHose();
  await hose.create({
    ...small,
    ProcessingConfiguration: { Enabled: true, Processors: [{ Type: "AppendDelimiterToRecord" }] },
  });
  await hose.write("one", "two");
  await hose.pass(60_000);
  expect(hose.texts()).toEqual(["one\ntwo\n"]);
});

test("while the bucket is gone records wait in the stream; those that leave its retention are lost", async () => {
  await using hose = await startHose();
  await hose.create(small);
  await hose.write("lost");
  const ok = hose.s3.answer;
  hose.s3.answer = () => ({ status: 404, headers: {}, body: "<Error><Code>NoSuchBucket</Code></Error>" });
  await hose.pass(60_000);
  await hose.pass(23 * 3_600_000);
  await hose.write("kept");
  await hose.pass(2 * 3_600_000);
  expect(hose.puts).toEqual([]);
  hose.s3.answer = ok;
  await hose.pass(10_000);
  expect(hose.texts()).toEqual(["kept"]);
});

test("a role without s3:PutObject delivers nothing until it has it", async () => {
  await using hose = await startHose();
  await hose.create(small);
  await hose.allow(permissions.slice(1));
  await hose.write("one");
  await hose.pass(60_000);
  expect(hose.puts).toEqual([]);
  await hose.allow(permissions);
  await hose.pass(10_000);
  expect(hose.texts()).toEqual(["one"]);
});

test("children are read after their parents", async () => {
  await using hose = await startHose();
  await hose.create(small);
  await hose.write("parent ");
  await hose.clients.kinesis.send(
    new SplitShardCommand({ StreamName: "orders", ShardToSplit: "shardId-000000000000", NewStartingHashKey: "9" }),
  );
  await hose.write("child");
  await hose.pass(60_000);
  expect(hose.texts()).toEqual(["parent child"]);
});

test("a new stream of the same name is read from its beginning", async () => {
  await using hose = await startHose();
  await hose.create(small);
  await hose.write("old ");
  await hose.pass(1_000);
  await hose.clients.kinesis.send(new DeleteStreamCommand({ StreamName: "orders" }));
  await hose.pass(1_000);
  await hose.clients.kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 2 }));
  await hose.write("a", "b", "c", "d");
  await hose.pass(60_000);
  await hose.pass(60_000);
  expect([...hose.texts().join("")].toSorted().join("")).toBe(" abcddlo");
});

test("what was put into the delivery stream itself is delivered", async () => {
  await using hose = await startHose();
  await hose.create(small, { DeliveryStreamType: "DirectPut", KinesisStreamSourceConfiguration: undefined });
  await hose.clients.firehose.send(
    new PutRecordCommand({ DeliveryStreamName: "archive", Record: { Data: Buffer.from("direct") } }),
  );
  await hose.pass(60_000);
  expect(hose.texts()).toEqual(["direct"]);
});

test("flush delivers at once; a deleted delivery stream does nothing more", async () => {
  await using hose = await startHose();
  await hose.create(small);
  await hose.write("one");
  expect(await hose.local.flush()).toBe(1);
  expect(hose.texts()).toEqual(["one"]);
  await hose.write("two");
  await hose.clients.firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: "archive" }));
  await hose.pass(60_000);
  await hose.local.flush();
  expect(hose.texts()).toEqual(["one"]);
});

test("the error log says what S3 answered, where the role may write it", async () => {
  await using hose = await startHose();
  const { lazily } = hose.clients;
  const logs = await lazily.logs();
  const log = { logGroupName: "/aws/kinesisfirehose/archive", logStreamName: "S3Delivery" };
  await logs.send(new CreateLogGroupCommand({ logGroupName: log.logGroupName }));
  await logs.send(new CreateLogStreamCommand(log));
  const logArn = `arn:aws:logs:ap-northeast-2:000000000000:log-group:${log.logGroupName}:log-stream:${log.logStreamName}`;
  await hose.allow([...permissions, { Effect: "Allow", Action: "logs:PutLogEvents", Resource: logArn }]);
  const { logGroupName: LogGroupName, logStreamName: LogStreamName } = log;
  await hose.create({ ...small, CloudWatchLoggingOptions: { Enabled: true, LogGroupName, LogStreamName } });
  hose.s3.answer = () => ({ status: 404, headers: {}, body: "<Error><Code>NoSuchBucket</Code></Error>" });
  await hose.write("one");
  await hose.pass(60_000);
  const { events } = await logs.send(new GetLogEventsCommand(log));
  expect(events!.map(({ message }) => JSON.parse(message!) as unknown)).toEqual([
    {
      deliveryStreamARN: "arn:aws:firehose:ap-northeast-2:000000000000:deliverystream/archive",
      destination: "arn:aws:s3:::lake",
      deliveryStreamVersionId: 1,
      message: "The specified bucket does not exist. Create the bucket or use a different bucket that does exist.",
      errorCode: "S3.NoSuchBucket",
    },
  ]);
  const metrics = metricsOf(hose.local.account, "ap-northeast-2");
  const about = { namespace: "AWS/Firehose", dimensions: { DeliveryStreamName: "archive" } };
  expect(metrics.find({ ...about, metric: "DeliveryToS3.Success" })).toHaveLength(1);
  expect(metrics.find({ ...about, metric: "DeliveryToS3.Records" })).toHaveLength(0);
});
