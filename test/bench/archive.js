import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateDeliveryStreamCommand, FirehoseClient } from "@aws-sdk/client-firehose";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { event, load, local, median, percent, proxy, tell } from "./program.js";

const rounds = 9;
const perRound = 5_000;
const region = "us-east-1";

/** An endpoint whose stream Firehose delivers into files, under load, in turns with one on a local AWS without Firehose. */
export async function archive() {
  const folder = await mkdtemp(join(tmpdir(), "bench-archive-"));
  const [archived, plain] = [await local("--s3-dir", folder), await local()];
  try {
    const urls = [];
    for (const { port } of [archived, plain]) urls.push((await proxy(port, "up", "--region", region)).stdout.trim());
    await addDelivery(archived.url);
    const [ones, others] = [[], []];
    for (const url of urls) await post(url);
    for (let round = 0; round < rounds; round += 1) {
      others.push(await post(urls[1]));
      ones.push(await post(urls[0]));
    }
    const rate = median(ones.map(({ perSecond }) => perSecond));
    const ratio = median(ones.map(({ perSecond }, round) => perSecond / others[round].perSecond));
    const beside = `${percent(ratio)} of an endpoint without`;
    tell("POSTs to an endpoint with an archive", `${Math.round(rate)}/s`, beside, "at least 90 %");
  } finally {
    await archived.stop();
    await plain.stop();
    await rm(folder, { recursive: true });
  }
}

const post = (url) => load(url, 16, perRound, event, ["Content-Type: application/json"]);

/** A delivery stream with the smallest buffer that Firehose has beside none. */
async function addDelivery(endpoint) {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const settings = { endpoint, region, credentials };
  const [iam, s3, firehose] = [IAMClient, S3Client, FirehoseClient].map(
    (Client) => new Client({ ...settings, ...(Client === S3Client && { forcePathStyle: true }) }),
  );
  const policy = (statement) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  const AssumeRolePolicyDocument = policy({
    Principal: { Service: "firehose.amazonaws.com" },
    Action: "sts:AssumeRole",
  });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "archive", AssumeRolePolicyDocument }));
  const PolicyDocument = policy({ Action: ["s3:*", "kinesis:*"], Resource: "*" });
  await iam.send(new PutRolePolicyCommand({ RoleName: "archive", PolicyName: "archive", PolicyDocument }));
  await s3.send(new CreateBucketCommand({ Bucket: "archive" }));
  const KinesisStreamARN = `arn:aws:kinesis:${region}:000000000000:stream/api-gateway-kinesis-proxy`;
  await firehose.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName: "archive",
      DeliveryStreamType: "KinesisStreamAsSource",
      KinesisStreamSourceConfiguration: { KinesisStreamARN, RoleARN: Role.Arn },
      ExtendedS3DestinationConfiguration: {
        RoleARN: Role.Arn,
        BucketARN: "arn:aws:s3:::archive",
        CompressionFormat: "GZIP",
        BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 1 },
      },
    }),
  );
}
