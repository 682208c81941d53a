import {
  DescribeDeliveryStreamCommand,
  PutRecordBatchCommand,
  PutRecordCommand,
  StartDeliveryStreamEncryptionCommand,
  StopDeliveryStreamEncryptionCommand,
} from "@aws-sdk/client-firehose";
import { expect, test } from "vitest";
import { startHose } from "../hose.ts";

const DeliveryStreamName = "archive";
const record = (text: string) => ({ Data: Buffer.from(text) });
const refused = "This operation is not permitted on KinesisStreamAsSource delivery stream type.";

test("a delivery stream that reads Kinesis takes no records and is not encrypted itself", async () => {
  await using hose = await startHose();
  await hose.create();
  const { firehose } = hose.clients;
  for (const command of [
    firehose.send(new PutRecordCommand({ DeliveryStreamName, Record: record("a") })),
    firehose.send(new PutRecordBatchCommand({ DeliveryStreamName, Records: [record("a")] })),
    firehose.send(new StartDeliveryStreamEncryptionCommand({ DeliveryStreamName })),
  ]) {
    await expect(command).rejects.toMatchObject({ name: "InvalidArgumentException", message: refused });
  }
});

test("one without a source takes records, one by one and together", async () => {
  await using hose = await startHose();
  const { firehose } = hose.clients;
  await hose.create(
    { BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 1 } },
    { DeliveryStreamType: undefined, KinesisStreamSourceConfiguration: undefined },
  );
  const one = await firehose.send(new PutRecordCommand({ DeliveryStreamName, Record: record("a") }));
  expect(one).toMatchObject({ RecordId: expect.stringMatching(/.{200}/), Encrypted: false });
  await firehose.send(new StartDeliveryStreamEncryptionCommand({ DeliveryStreamName }));
  const two = await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName, Records: ["b", "c"].map(record) }));
  expect(two).toMatchObject({ FailedPutCount: 0, Encrypted: true });
  expect(two.RequestResponses).toHaveLength(2);
  const encryption = async () =>
    (await firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }))).DeliveryStreamDescription!
      .DeliveryStreamEncryptionConfiguration;
  expect(await encryption()).toEqual({ KeyType: "AWS_OWNED_CMK", Status: "ENABLED" });
  await firehose.send(new StopDeliveryStreamEncryptionCommand({ DeliveryStreamName }));
  expect(await encryption()).toEqual({ Status: "DISABLED" });
  await hose.pass(1_000);
  expect(hose.texts()).toEqual(["abc"]);

  const large = { Data: Buffer.alloc(1_024_001) };
  await expect(firehose.send(new PutRecordCommand({ DeliveryStreamName, Record: large }))).rejects.toMatchObject({
    name: "ValidationException",
  });
  const much = Array.from({ length: 5 }, () => ({ Data: Buffer.alloc(1_000_000) }));
  await expect(firehose.send(new PutRecordBatchCommand({ DeliveryStreamName, Records: much }))).rejects.toThrow("4 MB");
});
