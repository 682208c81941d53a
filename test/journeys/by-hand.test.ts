import {
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateRestApiCommand,
} from "@aws-sdk/client-api-gateway";
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand, DescribeStreamCommand, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { inventory, post, recordsOf, world, type Clients } from "./world.ts";

const name = "api-gateway-kinesis-proxy";

const template = `{
  "StreamName": "${name}",
  "Data": "$util.base64Encode($input.body)",
  "PartitionKey": "$context.requestId"
}`;

const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** The tutorial, command by command, as its author typed it; gives the API's id. */
async function byHand({ kinesis, iam, apigateway }: Clients): Promise<string> {
  await kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
  const stream = (await kinesis.send(new DescribeStreamCommand({ StreamName: name }))).StreamDescription?.StreamARN;
  const AssumeRolePolicyDocument = JSON.stringify(trust);
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
  const statement = { Effect: "Allow", Action: "kinesis:PutRecord", Resource: stream };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: name, PolicyDocument }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn: Policy?.Arn }));

  const endpointConfiguration = { types: ["REGIONAL" as const] };
  const { id: restApiId } = await apigateway.send(
    new CreateRestApiCommand({ name: "KinesisProxy", endpointConfiguration }),
  );
  const resourceId = (await apigateway.send(new GetResourcesCommand({ restApiId }))).items?.[0]?.id;
  const post = { restApiId, resourceId, httpMethod: "POST" };
  await apigateway.send(new PutMethodCommand({ ...post, authorizationType: "NONE" }));
  await apigateway.send(
    new PutIntegrationCommand({
      ...post,
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: "arn:aws:apigateway:ap-northeast-2:kinesis:action/PutRecord",
      credentials: Role?.Arn,
      requestTemplates: { "application/json": template },
      passthroughBehavior: "NEVER",
    }),
  );
  await apigateway.send(
    new PutIntegrationResponseCommand({
      ...post,
      statusCode: "200",
      responseTemplates: { "application/json": "" },
    }),
  );
  await apigateway.send(
    new PutMethodResponseCommand({ ...post, statusCode: "200", responseModels: { "application/json": "Empty" } }),
  );
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "production" }));
  return restApiId ?? "";
}

test("what the tutorial makes by hand works as it shows, and no command of ours changes or removes any of it", async () => {
  const { local, clients } = await world();
  const id = await byHand(clients);
  const url = `${local.url}/_aws/execute-api/${id}/production`;

  // An empty template is none, so Kinesis' answer comes through.
  const answer = await post(url, '{"event_name":"af_cross_promotion"}');
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toEqual({
    SequenceNumber: expect.stringMatching(/^\d{56}$/),
    ShardId: "shardId-000000000000",
  });
  expect((await recordsOf(clients)).map(String)).toEqual(['{"event_name":"af_cross_promotion"}']);

  const allowed = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
  const Condition = { IpAddress: { "aws:SourceIp": ["45.92.116.0/22"] } };
  const value = JSON.stringify({ Version: "2012-10-17", Statement: [{ ...allowed, Condition }] });
  const patchOperations = [{ op: "replace" as const, path: "/policy", value }];
  await clients.apigateway.send(new UpdateRestApiCommand({ restApiId: id, patchOperations }));
  expect((await post(url, "{}")).status).toBe(200);
  await clients.apigateway.send(new CreateDeploymentCommand({ restApiId: id, stageName: "production" }));
  expect((await post(url, "{}")).status).toBe(403);
  const before = await inventory(clients);

  const desk = await deskAt(local);
  const down = await desk.run("down", "--local", "--yes");
  expect(down.code).toBe(0);
  expect(await inventory(clients)).toEqual(before);
  const read = await desk.run("read-records", "--local", "--limit", "1");
  expect(JSON.parse(read.stdout)).toMatchObject({ data: { event_name: "af_cross_promotion" } });

  // The stream and the role are used as they are; the API of the same name is somebody's own, so ours stands beside it.
  const { steps, url: ours = "" } = await desk.json("up", "--local");
  const outcomes = Object.values(steps).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(["unchanged", "unchanged", "created", "created", "created", "absent", "created"]);
  expect((await post(ours, "{}")).status).toBe(200);
  expect(await desk.run("down", "--local", "--yes")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Left: Kinesis stream .*\(not made by kinesis-proxy\)\.\nLeft: IAM role .*\.\n$/),
  });
  expect(await inventory(clients)).toEqual(before);

  const orders = await desk.json("up", "--local", "--name", "orders");
  expect(Object.values(orders.steps).filter(({ outcome }) => outcome === "created")).toHaveLength(6);
  expect((await post(orders.url ?? "", "{}")).status).toBe(200);
  expect((await desk.json("down", "--local", "--name", "orders", "--yes", "--force-stream")).steps).toMatchObject({
    stream: { outcome: "removed" },
  });
  expect(await inventory(clients)).toEqual(before);
  await clients.kinesis.send(new PutRecordCommand({ StreamName: name, PartitionKey: "a", Data: Buffer.from("still") }));
});
