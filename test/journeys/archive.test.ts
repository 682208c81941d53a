import { gunzipSync } from "node:zlib";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { UpdateDestinationCommand } from "@aws-sdk/client-firehose";
import { DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DeleteRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { boundaries, caseWith, down, each, fair, undisturbed, up } from "./disturbed.ts";
import { deskAt } from "./cli.ts";
import { runBeside, runHere } from "./in-process.ts";
import { snapshot } from "./snapshot.ts";
import { inventory, post, world, type Clients } from "./world.ts";

const bucket = "orders-000000000000-ap-northeast-2";

/** All objects of a bucket, as text, by key. */
async function objectsIn({ lazily }: Clients, Bucket: string): Promise<Readonly<Record<string, string>>> {
  const s3 = await lazily.s3();
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const read = Contents.map(async ({ Key = "" }) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    return [Key, (Key.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString()] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** A local AWS and somebody at it, who has a proxy called orders. */
async function place() {
  const there = await world();
  const desk = await deskAt(there.local);
  const run = (...words: readonly string[]) => runHere(desk, ...words, "--local", "--name", "orders");
  return { ...there, desk, run };
}

test("up --archive, an event, its object; off again and down, with a bucket that holds objects", async () => {
  const { clients, desk, run } = await place();
  const nothing = await snapshot(clients);
  const made = await run("up", "--no-probe", "--archive", "--archive-buffer", "1MB/1s");
  expect(made).toMatchObject({ code: 0 });
  const url = made.stdout.trim();
  expect(await run("plan")).toMatchObject({ code: 0 });

  for (const body of ['{"n":1}', '{"n":2}']) expect(await post(url, body)).toMatchObject({ status: 200 });
  // By its own clock: it waits until Firehose has written what came.
  const off = await runBeside(desk, "up", "--no-probe", "--no-archive", "--local", "--name", "orders");
  expect(off).toMatchObject({ code: 0 });
  expect(off.stderr).toContain(`S3 bucket ${bucket}: kept (it holds`);
  const objects = await objectsIn(clients, bucket);
  expect(Object.values(objects).join("").split("\n").toSorted()).toEqual(["", '{"n":1}', '{"n":2}']);
  for (const key of Object.keys(objects))
    expect(key).toMatch(/^(orders\/year=\d{4}\/month=\d\d\/day=\d\d\/hour=\d\d|elsewhere)\//);
  expect(await run("plan")).toMatchObject({ code: 0 });

  const kept = await run("down", "--yes", "--force-stream");
  expect(kept).toMatchObject({ code: 3 });
  expect(kept.stdout).toContain("--force-bucket");
  expect(await run("down", "--yes", "--force-bucket")).toMatchObject({ code: 0 });
  expect(await snapshot(clients)).toEqual(nothing);
});

test("down shuts the endpoint before the archive's last object: what was accepted is in it", async () => {
  const { clients, desk, run } = await place();
  const made = await run("up", "--no-probe", "--archive", "--archive-buffer", "1MB/1s");
  const url = made.stdout.trim();
  const accepted: string[] = [];
  const sender = async () => {
    for (let n = 0; ; n += 1) {
      const { status } = await post(url, `{"n":${n}}`);
      if (status !== 200) return status;
      accepted.push(`{"n":${n}}`);
    }
  };
  const [last, ended] = await Promise.all([
    sender(),
    runBeside(desk, "down", "--yes", "--force-stream", "--local", "--name", "orders"),
  ]);
  expect(last).toBe(429);
  expect(ended.stderr).toContain("Every request gets 429 from now on");
  const lines = Object.values(await objectsIn(clients, bucket)).join("");
  expect(lines.trimEnd().split("\n").toSorted()).toEqual(accepted.toSorted());
});

test("a delivery that fails is seen by status and metrics, and down says what it loses", async () => {
  const { clients, run } = await place();
  const made = await run("up", "--no-probe", "--archive", "--archive-buffer", "1MB/0s");
  await (await clients.lazily.s3()).send(new DeleteBucketCommand({ Bucket: bucket }));
  expect(await post(made.stdout.trim(), "{}")).toMatchObject({ status: 200 });
  const failed = /newest delivery failed.* S3\.NoSuchBucket The specified bucket does not exist\./;
  // Firehose looks once a second.
  for (let shown = ""; !failed.test(shown);) ({ stdout: shown } = await run("metrics"));
  const status = await run("status");
  expect(status).toMatchObject({ code: 3 });
  expect(status.stdout).toMatch(failed);
  const ended = await run("down", "--yes", "--force-stream");
  expect(ended.stderr).toMatch(/newest delivery failed \(S3\.NoSuchBucket .*is in the stream only, and goes with it/s);
});

test("what others change of it is told and repaired", async () => {
  const { clients, run } = await place();
  expect(await run("up", "--no-probe", "--archive")).toMatchObject({ code: 0 });
  const [firehose, { iam }, s3] = [await clients.lazily.firehose(), clients, await clients.lazily.s3()];
  const whole = await snapshot(clients);
  const RoleName = "orders-archive-ap-northeast-2";
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "archive" }));
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
  await firehose.send(
    new UpdateDestinationCommand({
      DeliveryStreamName: "orders",
      CurrentDeliveryStreamVersionId: "1",
      DestinationId: "destinationId-000000000001",
      ExtendedS3DestinationUpdate: { Prefix: "elsewhere/", CloudWatchLoggingOptions: { Enabled: false } },
    }),
  );
  // As it was before Firehose had an error log.
  const logGroupName = "/aws/kinesisfirehose/kinesis-proxy/orders";
  await (await clients.lazily.logs()).send(new DeleteLogGroupCommand({ logGroupName }));
  const status = await run("status");
  expect(status.code).toBe(3);
  for (const field of [
    "policy",
    "prefix",
    `- Log group ${logGroupName}: missing`,
    `error log: none → ${logGroupName}:S3Delivery`,
  ])
    expect(status.stdout).toContain(field);
  expect(await run("up", "--no-probe")).toMatchObject({ code: 0 });
  expect(await snapshot(clients)).toEqual(whole);
});

test("a bucket that is there is used and never changed; the state file lost, the proxy is found by its tags", async () => {
  const { clients, desk, run } = await place();
  const s3 = await clients.lazily.s3();
  const Bucket = "theirs";
  const CreateBucketConfiguration = { LocationConstraint: "ap-northeast-2" } as const;
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "raw/orders/report.csv", Body: "1" }));
  const flags = ["--archive", "s3://theirs/raw", "--archive-compress", "none"];
  expect(await run("up", "--no-probe", ...flags)).toMatchObject({ code: 0 });
  await rm(join(desk.folder, ".kinesis-proxy"), { recursive: true });
  expect(await run("plan")).toMatchObject({ code: 0 });
  expect(await run("down", "--yes", "--force-bucket")).toMatchObject({ code: 0 });
  expect(Object.keys(await objectsIn(clients, Bucket))).toEqual(["raw/orders/report.csv"]);
});

test("a bucket that cannot be used is refused before anything is made", async () => {
  const { local, clients, run } = await place();
  const elsewhere = new S3Client({
    endpoint: local.url,
    region: "eu-west-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  onTestFinished(() => elsewhere.destroy());
  const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" } as const;
  await elsewhere.send(new CreateBucketCommand({ Bucket: "far-away", CreateBucketConfiguration }));
  const nothing = await inventory(clients);
  const refused = await run("up", "--no-probe", "--archive", "s3://far-away");
  expect(refused).toMatchObject({ code: 3 });
  expect(refused.stderr).toContain("The bucket far-away is in eu-west-1, and the proxy in ap-northeast-2.");
  expect(await inventory(clients)).toEqual(nothing);
});

test(
  "killed at a call of up, or of down: the next one ends as an undisturbed one, and nothing is left",
  { timeout: 600_000 },
  async () => {
    const flags = ["--no-probe", "--archive", "--archive-buffer", "1MB/0s"];
    const { toUp, toDown, state, nothing } = await undisturbed(flags);
    const [ups, downs] = [boundaries(toUp, 2), boundaries(toDown, 1)];
    await each(ups, async (number) => {
      const at = await caseWith([`die-after@#${number}`]);
      fair(await at.desk.run(...up(flags)));
      const told = `killed at call ${number} of up: ${at.struck}`;
      if (ups.indexOf(number) % 2 === 1)
        await rm(join(at.desk.folder, ".kinesis-proxy"), { recursive: true, force: true });
      expect(await runHere(at.desk, ...up(flags)), told).toMatchObject({ code: 0 });
      expect(await snapshot(at.clients), told).toEqual(state);
      expect(await runHere(at.desk, ...down), told).toMatchObject({ code: 0 });
      expect(await snapshot(at.clients), told).toEqual(nothing);
    });
    await each(downs, async (number) => {
      const at = await caseWith([`die-after@#${toUp + number}`]);
      expect(await runHere(at.desk, ...up(flags))).toMatchObject({ code: 0 });
      fair(await at.desk.run(...down));
      const told = `killed at call ${number} of down: ${at.struck}`;
      expect(await runHere(at.desk, ...down), told).toMatchObject({ code: 0 });
      expect(await snapshot(at.clients), told).toEqual(nothing);
    });
  },
);
