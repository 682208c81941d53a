import { gunzipSync } from "node:zlib";
import { CreateDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import type { CreateDeliveryStreamCommandInput, ExtendedS3DestinationConfiguration } from "@aws-sdk/client-firehose";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { background } from "../../../src/local/account/background.ts";
import { innerCalls } from "../../../src/local/account/inner-calls.ts";
import { startLocal } from "../../../src/local/index.ts";
import type { WireRequest, WireResponse } from "../../../src/local/http/wire.ts";
import { clientsOf } from "../clients.ts";
import { handClock } from "../hand-clock.ts";

export const streamArn = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/orders";
export const roleArn = "arn:aws:iam::000000000000:role/hose";
export const bucketArn = "arn:aws:s3:::lake";

/** What a role of Firehose has to have, as AWS's guide lists it. */
export const permissions: readonly object[] = [
  { Effect: "Allow", Action: "s3:PutObject", Resource: `${bucketArn}/*` },
  {
    Effect: "Allow",
    Action: ["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"],
    Resource: streamArn,
  },
];

/** An object as it came to S3. */
export interface Put {
  readonly key: string;
  readonly headers: WireRequest["headers"];
  readonly body: Buffer;
}

/** A local AWS whose clock stands still, with a stream, a role for Firehose, and an S3 that a test answers for. */
export async function startHose({ shards = 1 } = {}) {
  const clock = handClock(Date.UTC(2026, 11, 27, 14, 5, 9));
  const local = await startLocal({ clock });
  const made = clientsOf(local);
  const clients = { ...made, firehose: await made.lazily.firehose() };
  await clients.iam.send(new CreateRoleCommand({ RoleName: "hose", AssumeRolePolicyDocument: trust() }));
  await allow(permissions);
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: shards }));
  const puts: Put[] = [];
  const s3 = { answer: (): WireResponse => ({ status: 200, headers: {}, body: "" }) };
  local.account.corner(innerCalls, "").call = ({ authority, request }) => {
    const [, bucket = "", ...key] = request.path.split("/").map(decodeURIComponent);
    if (!authority.allows("s3:PutObject", `arn:aws:s3:::${bucket}/${key.join("/")}`)) {
      return {
        status: 403,
        headers: {},
        body: "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
      };
    }
    const answer = s3.answer();
    if (answer.status === 200) puts.push({ key: key.join("/"), headers: request.headers, body: request.body });
    return answer;
  };

  async function allow(statements: readonly object[]): Promise<void> {
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: statements });
    await clients.iam.send(new PutRolePolicyCommand({ RoleName: "hose", PolicyName: "hose", PolicyDocument }));
  }

  return {
    local,
    clients,
    clock,
    puts,
    s3,
    allow,
    /** Creates the delivery stream `archive`. */
    async create(
      destination: Partial<ExtendedS3DestinationConfiguration> = {},
      more: Partial<CreateDeliveryStreamCommandInput> = {},
    ): Promise<void> {
      await clients.firehose.send(
        new CreateDeliveryStreamCommand({
          DeliveryStreamName: "archive",
          DeliveryStreamType: "KinesisStreamAsSource",
          KinesisStreamSourceConfiguration: { KinesisStreamARN: streamArn, RoleARN: roleArn },
          ExtendedS3DestinationConfiguration: { RoleARN: roleArn, BucketARN: bucketArn, ...destination },
          ...more,
        }),
      );
      await this.pass(0);
    },
    /** Puts records into the Kinesis stream. */
    async write(...records: readonly (string | Buffer)[]): Promise<void> {
      const Records = records.map((each, i) => ({ Data: Buffer.from(each), PartitionKey: String(i) }));
      // Kinesis takes 5 MiB at once.
      for (let at = 0; at < Records.length; at += 5)
        await clients.kinesis.send(new PutRecordsCommand({ StreamName: "orders", Records: Records.slice(at, at + 5) }));
    },
    /** Time passes, and what is due is done. */
    async pass(ms: number): Promise<void> {
      clock.move(ms);
      for (const each of local.account.corner(background, "")) await each.settled();
    },
    /** What is in S3, in the order of delivery, unpacked. */
    texts: (): readonly string[] =>
      puts.map(({ body, headers }) =>
        (headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString("utf8"),
      ),
    [Symbol.asyncDispose]: () => local.close(),
  };
}

export type Hose = Awaited<ReturnType<typeof startHose>>;

/** A trust policy. */
export function trust(service = "firehose.amazonaws.com", condition?: object): string {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ ...statement, ...(condition && { Condition: condition }) }],
  });
}
