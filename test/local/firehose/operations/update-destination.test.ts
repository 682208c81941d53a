import { DescribeDeliveryStreamCommand, UpdateDestinationCommand } from "@aws-sdk/client-firehose";
import type { UpdateDestinationCommandInput } from "@aws-sdk/client-firehose";
import { expect, test } from "vitest";
import { roleArn, startHose } from "../hose.ts";

test("an update merges, keeps what it does not name, and counts the version up", async () => {
  await using hose = await startHose();
  await hose.create({ Prefix: "raw/", CompressionFormat: "GZIP" });
  const update = (more: Partial<UpdateDestinationCommandInput>): Promise<unknown> =>
    hose.clients.firehose.send(
      new UpdateDestinationCommand({
        DeliveryStreamName: "archive",
        CurrentDeliveryStreamVersionId: "1",
        DestinationId: "destinationId-000000000001",
        ...more,
      }),
    );
  const found = async () =>
    (await hose.clients.firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: "archive" })))
      .DeliveryStreamDescription!;

  await update({ ExtendedS3DestinationUpdate: { BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 } } });
  const { VersionId, LastUpdateTimestamp, DeliveryStreamStatus, Destinations } = await found();
  expect([VersionId, DeliveryStreamStatus, LastUpdateTimestamp]).toEqual(["2", "ACTIVE", expect.any(Date)]);
  expect(Destinations![0]!.ExtendedS3DestinationDescription).toMatchObject({
    RoleARN: roleArn,
    Prefix: "raw/",
    CompressionFormat: "GZIP",
    BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 },
  });

  await expect(update({ ExtendedS3DestinationUpdate: { Prefix: "" } })).rejects.toMatchObject({
    name: "ConcurrentModificationException",
    message: "Cannot update firehose: archive since the current version id: 2 and specified version id: 1 do not match",
  });
  const now = { CurrentDeliveryStreamVersionId: "2" };
  await expect(update({ ...now, ExtendedS3DestinationUpdate: { Prefix: "!{timestamp:yyyy}" } })).rejects.toThrow(
    "ErrorOutputPrefix cannot be null or empty",
  );
  await expect(
    update({ ...now, ExtendedS3DestinationUpdate: { RoleARN: "arn:aws:iam::000000000000:role/nobody" } }),
  ).rejects.toThrow("Firehose is unable to assume role");
  await expect(update(now)).rejects.toThrow("Exactly one destination");
  await expect(
    update({ ...now, DestinationId: "destinationId-000000000002", ExtendedS3DestinationUpdate: { Prefix: "" } }),
  ).rejects.toMatchObject({ name: "InvalidArgumentException" });
  await update({ ...now, ExtendedS3DestinationUpdate: { Prefix: "" } });
  expect((await found()).Destinations![0]!.S3DestinationDescription!.Prefix).toBe("");
});
