import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutSubscriptionFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateDeliveryStreamCommand, PutRecordCommand } from "@aws-sdk/client-firehose";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { background } from "../../src/local/account/background.ts";
import { deskAt } from "./cli.ts";
import { world } from "./world.ts";

const statement = (rest: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...rest }] });

test("log lines go through subscription filters into a stream, where read-records unpacks them, and into an archive", async () => {
  const { local, clients } = await world();
  const { iam, lazily, s3 } = clients;
  const [logs, firehose] = [await lazily.logs(), await lazily.firehose()];
  const desk = await deskAt(local);
  await desk.json("create-stream", "--local");
  const role = async (name: string, service: string, allowed: object): Promise<string> => {
    const trust = statement({ Principal: { Service: service }, Action: "sts:AssumeRole" });
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }));
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: "own", PolicyDocument: statement(allowed) }));
    return Role!.Arn!;
  };
  const logsRole = await role("logs", "logs.ap-northeast-2.amazonaws.com", {
    Action: ["kinesis:PutRecord", "firehose:PutRecord"],
    Resource: "*",
  });
  const RoleARN = await role("hose", "firehose.amazonaws.com", { Action: "s3:PutObject", Resource: "*" });
  await s3.send(new CreateBucketCommand({ Bucket: "lake" }));
  const { DeliveryStreamARN } = await firehose.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName: "errors",
      ExtendedS3DestinationConfiguration: {
        RoleARN,
        BucketARN: "arn:aws:s3:::lake",
        ProcessingConfiguration: {
          Enabled: true,
          Processors: [
            { Type: "Decompression", Parameters: [{ ParameterName: "CompressionFormat", ParameterValue: "GZIP" }] },
            {
              Type: "CloudWatchLogProcessing",
              Parameters: [{ ParameterName: "DataMessageExtraction", ParameterValue: "true" }],
            },
          ],
        },
      },
    }),
  );
  await logs.send(new CreateLogGroupCommand({ logGroupName: "orders" }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: "orders", logStreamName: "one" }));
  const subscribe = (filterName: string, filterPattern: string, destinationArn: string) =>
    logs.send(
      new PutSubscriptionFilterCommand({
        logGroupName: "orders",
        filterName,
        filterPattern,
        destinationArn,
        roleArn: logsRole,
      }),
    );
  await subscribe("all", "", "arn:aws:kinesis:ap-northeast-2:000000000000:stream/api-gateway-kinesis-proxy");
  await subscribe("errors", "{ $.status >= 500 }", DeliveryStreamARN!);
  const now = Date.now();
  const logEvents = [200, 503].map((status, at) => ({
    timestamp: now + at,
    message: JSON.stringify({ status }),
  }));
  await logs.send(new PutLogEventsCommand({ logGroupName: "orders", logStreamName: "one", logEvents }));
  for (const each of local.account.corner(background, "")) await each.settled();

  const { code, stdout } = await desk.run("read-records", "--since", "trim-horizon", "--local");
  expect(code).toBe(0);
  const data = stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { data: Record<string, unknown> }).data);
  const shared = { owner: "000000000000", logGroup: "orders", logStream: "one", subscriptionFilters: ["all"] };
  expect(data.map(({ messageType }) => messageType)).toEqual(["CONTROL_MESSAGE", undefined, undefined]);
  expect(data.slice(1)).toEqual(
    logEvents.map((event) => ({ ...shared, id: expect.stringMatching(/^\d{56}$/), ...event })),
  );

  expect(await local.flush()).toBe(2);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "lake" }));
  const object = await s3.send(new GetObjectCommand({ Bucket: "lake", Key: Contents[0]!.Key! }));
  expect(await object.Body!.transformToString()).toBe(
    'CWL CONTROL MESSAGE: Checking health of destination Firehose.\n{"status":503}\n',
  );
  const put = firehose.send(
    new PutRecordCommand({ DeliveryStreamName: "errors", Record: { Data: Buffer.from("not a log line") } }),
  );
  await expect(put).rejects.toMatchObject({ name: "InvalidSourceException" });
});
