import { GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ListDeliveryStreamsCommand } from "@aws-sdk/client-firehose";
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  ListRolesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateStreamCommand, PutRecordCommand, PutResourcePolicyCommand } from "@aws-sdk/client-kinesis";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";

let local: Local;
let clients: ReturnType<typeof clientsOf>;
const document = (Effect: string, more: object = { Resource: "*" }, Action = "*") =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect, Action, ...more }] });
const trust = document("Allow", { Principal: { AWS: "000000000000" } }, "sts:AssumeRole");
const nothing = document("Allow", { Resource: "*" }, "sns:*");

beforeAll(async () => {
  local = await startLocal();
  clients = clientsOf(local);
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
});
afterAll(() => local.close());

interface Made {
  readonly own?: string;
  readonly boundary?: string;
  readonly session?: string;
}

/** The clients of a session of a new role that has those policies. */
async function session(RoleName: string, { own, boundary, session: Policy }: Made) {
  const { iam, sts } = clients;
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  if (own !== undefined) {
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument: own }));
  }
  if (boundary !== undefined) {
    const made = await iam.send(new CreatePolicyCommand({ PolicyName: `of-${RoleName}`, PolicyDocument: boundary }));
    const PermissionsBoundary = made.Policy!.Arn!;
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
  }
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: Role!.Arn, RoleSessionName: "me", ...(Policy !== undefined && { Policy }) }),
  );
  return clientsOf(local, Credentials);
}

const put = new PutRecordCommand({ StreamName: "orders", PartitionKey: "k", Data: Buffer.from("1") });
const all = document("Allow");
const deny = document("Deny");

test.each<[string, Made, string]>([
  ["none", {}, "because no identity-based policy allows the kinesis:PutRecord action"],
  ["denied", { own: deny }, "with an explicit deny in an identity-based policy"],
  ["bound", { own: all, boundary: nothing }, "because no permissions boundary allows the kinesis:PutRecord action"],
  ["bound-denied", { own: all, boundary: deny }, "with an explicit deny in a permissions boundary"],
  ["narrow", { own: all, session: nothing }, "because no session policy allows the kinesis:PutRecord action"],
  ["narrow-denied", { own: all, session: deny }, "with an explicit deny in a session policy"],
])("a refused call says which policies refuse it: %s", async (name, made, why) => {
  const { kinesis } = await session(name, made);
  await expect(kinesis.send(put)).rejects.toMatchObject({
    name: "AccessDeniedException",
    message:
      `User: arn:aws:sts::000000000000:assumed-role/${name}/me is not authorized to perform: kinesis:PutRecord ` +
      `on resource: arn:aws:kinesis:ap-northeast-2:000000000000:stream/orders ${why}`,
  });
});

test("every service says it, and CloudWatch names no resource where it is all of them", async () => {
  const { apigateway, iam, lazily } = await session("everywhere", { own: deny });
  const [cloudwatch, logs, firehose] = [await lazily.cloudwatch(), await lazily.logs(), await lazily.firehose()];
  const denied = /on resource: \S+ with an explicit deny in an identity-based policy$/;
  await expect(apigateway.send(new GetRestApisCommand({}))).rejects.toThrow(denied);
  await expect(logs.send(new DescribeLogGroupsCommand({}))).rejects.toThrow(denied);
  await expect(firehose.send(new ListDeliveryStreamsCommand({}))).rejects.toThrow(denied);
  await expect(iam.send(new ListRolesCommand({}))).rejects.toThrow(denied);
  const metric = new PutMetricDataCommand({ Namespace: "n", MetricData: [{ MetricName: "m", Value: 1 }] });
  await expect(cloudwatch.send(metric)).rejects.toThrow(
    /perform: cloudwatch:PutMetricData with an explicit deny in an identity-based policy$/,
  );
});

test("a stream's policy lets in a role without policies, within its boundary", async () => {
  const ResourceARN = `arn:aws:kinesis:ap-northeast-2:000000000000:stream/orders`;
  const [free, bounded] = [await session("free", {}), await session("bounded", { boundary: nothing })];
  const AWS = ["free", "bounded"].map((name) => `arn:aws:iam::000000000000:role/${name}`);
  const Policy = document("Allow", { Principal: { AWS }, Resource: ResourceARN }, "kinesis:PutRecord");
  await clients.kinesis.send(new PutResourcePolicyCommand({ ResourceARN, Policy }));
  expect((await free.kinesis.send(put)).SequenceNumber).toBeDefined();
  await expect(bounded.kinesis.send(put)).rejects.toThrow("because no permissions boundary allows");
});
