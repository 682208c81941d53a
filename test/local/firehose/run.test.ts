import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { CreateDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { CreateBucketCommand, DeleteBucketCommand, GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { background } from "../../../src/local/account/background.ts";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";
import { handClock } from "../hand-clock.ts";
import { bucketArn, permissions, roleArn, streamArn, trust } from "./hose.ts";

/** A stream whose records go into the bucket `lake`, after a minute. */
async function deliveringInto(local: Local) {
  const { iam, kinesis, lazily } = clientsOf(local);
  const [firehose, s3] = [await lazily.firehose(), await lazily.s3()];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: permissions });
  await iam.send(new CreateRoleCommand({ RoleName: "hose", AssumeRolePolicyDocument: trust() }));
  await iam.send(new PutRolePolicyCommand({ RoleName: "hose", PolicyName: "hose", PolicyDocument }));
  await kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
  const CreateBucketConfiguration = { LocationConstraint: "ap-northeast-2" as const };
  await s3.send(new CreateBucketCommand({ Bucket: "lake", CreateBucketConfiguration }));
  await firehose.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName: "archive",
      DeliveryStreamType: "KinesisStreamAsSource",
      KinesisStreamSourceConfiguration: { KinesisStreamARN: streamArn, RoleARN: roleArn },
      ExtendedS3DestinationConfiguration: {
        RoleARN: roleArn,
        BucketARN: bucketArn,
        Prefix: "häufig & selten/",
        CompressionFormat: "GZIP",
        BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 },
      },
    }),
  );
  return { kinesis, s3 };
}

test("from Kinesis into the S3 beside it, also after S3 refused", async () => {
  const [clock, told] = [handClock(), [] as string[]];
  const faults = ["deny@PutObject*1", "cut@PutObject*1"];
  await using local = await startLocal({ clock, faults, onFault: (text) => told.push(text) });
  const { kinesis, s3 } = await deliveringInto(local);
  await kinesis.send(new PutRecordCommand({ StreamName: "orders", Data: Buffer.from("one"), PartitionKey: "k" }));
  for (const ms of [60_000, 10_000, 10_000]) {
    clock.move(ms);
    for (const each of local.account.corner(background, "")) await each.settled();
  }
  expect(told).toEqual([
    "fault: deny@PutObject*1 at s3 PutObject (called by Firehose)",
    "fault: cut@PutObject*1 at s3 PutObject (called by Firehose)",
  ]);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "lake" }));
  expect(Contents.map(({ Key }) => Key)).toEqual([
    expect.stringMatching(/^häufig & selten\/2026\/01\/01\/00\/archive-1-2026-01-01-00-00-00-.{36}\.gz$/),
  ]);
  const object = await s3.send(new GetObjectCommand({ Bucket: "lake", Key: Contents[0]!.Key }));
  expect([object.ContentType, object.ContentEncoding]).toEqual(["application/octet-stream", "gzip"]);
});

test("a local AWS that ends tells what Firehose could not deliver", async () => {
  const s3Dir = await mkdtemp(join(tmpdir(), "hose-"));
  const news: string[] = [];
  const local = await startLocal({ clock: handClock(), s3Dir, onNews: (line) => news.push(line) });
  const { kinesis, s3 } = await deliveringInto(local);
  await s3.send(new DeleteBucketCommand({ Bucket: "lake" }));
  await kinesis.send(new PutRecordCommand({ StreamName: "orders", Data: Buffer.from("one"), PartitionKey: "k" }));
  await local.close();
  expect(news).toEqual([
    "Firehose could not deliver a record of archive into arn:aws:s3:::lake: lost with the stream.",
  ]);
  await rm(s3Dir, { recursive: true });
});

test("a local AWS that keeps its objects delivers what Firehose holds before it ends, and tells", async () => {
  const s3Dir = await mkdtemp(join(tmpdir(), "hose-"));
  const news: string[] = [];
  const local = await startLocal({ clock: handClock(), s3Dir, onNews: (line) => news.push(line) });
  const { kinesis } = await deliveringInto(local);
  await kinesis.send(new PutRecordCommand({ StreamName: "orders", Data: Buffer.from("one"), PartitionKey: "k" }));
  await local.close();
  expect(news).toEqual(["Firehose has delivered the record that it held."]);
  const hour = join(s3Dir, "lake", "häufig & selten", "2026", "01", "01", "00");
  const [object = ""] = await readdir(hour);
  expect(String(gunzipSync(await readFile(join(hour, object))))).toBe("one");
  await rm(s3Dir, { recursive: true });
});
