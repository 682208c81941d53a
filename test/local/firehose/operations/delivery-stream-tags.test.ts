import {
  ListTagsForDeliveryStreamCommand,
  TagDeliveryStreamCommand,
  UntagDeliveryStreamCommand,
} from "@aws-sdk/client-firehose";
import { expect, test } from "vitest";
import { startHose } from "../hose.ts";

const DeliveryStreamName = "archive";

test("tags are added, overwritten, listed in pages and taken away", async () => {
  await using hose = await startHose();
  await hose.create();
  const { firehose } = hose.clients;
  const tag = (...Tags: { Key: string; Value?: string }[]): Promise<unknown> =>
    firehose.send(new TagDeliveryStreamCommand({ DeliveryStreamName, Tags }));
  await tag({ Key: "b", Value: "1" }, { Key: "a", Value: "1" });
  await tag({ Key: "b", Value: "2" }, { Key: "c" });
  const list = (more: object) => firehose.send(new ListTagsForDeliveryStreamCommand({ DeliveryStreamName, ...more }));
  expect(await list({ Limit: 2 })).toMatchObject({
    Tags: [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ],
    HasMoreTags: true,
  });
  await firehose.send(new UntagDeliveryStreamCommand({ DeliveryStreamName, TagKeys: ["a", "never"] }));
  expect(await list({ ExclusiveStartTagKey: "b" })).toMatchObject({
    Tags: [{ Key: "c", Value: "" }],
    HasMoreTags: false,
  });
  await expect(tag({ Key: "aws:x", Value: "1" })).rejects.toMatchObject({ name: "InvalidArgumentException" });
  const many = Array.from({ length: 49 }, (_, i) => ({ Key: `k${i}`, Value: "" }));
  await expect(tag(...many)).rejects.toMatchObject({ name: "InvalidArgumentException" });
});
