import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateAccountCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-api-gateway";
import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import { CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { AttachRolePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand } from "@aws-sdk/client-kinesis";
import { startLocal } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { handClock } from "../../hand-clock.ts";

export const accessGroup = "/aws/vendedlogs/access";
const PutRecord = "arn:aws:apigateway:ap-northeast-2:kinesis:action/PutRecord";

/** A local AWS with a stream, POST /events into it, a role for both, and a log group; the clock is moved by hand. */
export async function deployedStage() {
  const clock = handClock(Date.UTC(2026, 0, 2, 3, 4, 5));
  const local = await startLocal({ clock });
  const clients = clientsOf(local);
  const { apigateway, iam, kinesis } = clients;
  const logs = await clients.lazily.logs();
  const trust = { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "gateway", AssumeRolePolicyDocument }));
  const attach = (PolicyArn: string) => iam.send(new AttachRolePolicyCommand({ RoleName: "gateway", PolicyArn }));
  await attach("arn:aws:iam::aws:policy/AmazonKinesisFullAccess");
  await attach("arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs");
  await kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
  const { id: restApiId = "" } = await apigateway.send(new CreateRestApiCommand({ name: "proxy" }));
  const { items = [] } = await apigateway.send(new GetResourcesCommand({ restApiId }));
  const events = new CreateResourceCommand({ restApiId, parentId: items[0]?.id, pathPart: "events" });
  const { id: resourceId } = await apigateway.send(events);
  const method = { restApiId, resourceId, httpMethod: "POST" };
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
  await apigateway.send(new PutMethodResponseCommand({ ...method, statusCode: "200" }));
  await apigateway.send(
    new PutIntegrationCommand({
      ...method,
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: PutRecord,
      credentials: Role?.Arn,
      passthroughBehavior: "NEVER",
      requestTemplates: {
        "application/json":
          '{"StreamName":"orders","Data":"$util.base64Encode($input.body)","PartitionKey":"$context.requestId"}',
      },
    }),
  );
  await apigateway.send(new PutIntegrationResponseCommand({ ...method, statusCode: "200" }));
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "prod" }));
  const setRole = () =>
    apigateway.send(
      new UpdateAccountCommand({ patchOperations: [{ op: "replace", path: "/cloudwatchRoleArn", value: Role?.Arn }] }),
    );
  await logs.send(new CreateLogGroupCommand({ logGroupName: accessGroup }));
  const stage = (...patchOperations: PatchOperation[]) =>
    apigateway.send(new UpdateStageCommand({ restApiId, stageName: "prod", patchOperations }));
  return {
    ...clients,
    local,
    logs,
    clock,
    restApiId,
    resourceId: resourceId ?? "",
    method,
    roleArn: Role?.Arn ?? "",
    setRole,
    stage,
    deploy: () => apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "prod" })),
    logAccess: (format: string) =>
      stage(
        {
          op: "replace",
          path: "/accessLogSettings/destinationArn",
          value: `arn:aws:logs:ap-northeast-2:000000000000:log-group:${accessGroup}`,
        },
        { op: "replace", path: "/accessLogSettings/format", value: format },
      ),
    send: (path: string, init: RequestInit = {}) =>
      fetch(`${local.url}/_aws/execute-api/${restApiId}/prod${path}`, { method: "POST", ...init }),
  };
}

export type DeployedStage = Awaited<ReturnType<typeof deployedStage>>;
