import {
  APIGatewayClient,
  CreateStageCommand,
  GetStagesCommand,
  UpdateAccountCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-api-gateway";
import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { event, load, local, median, percent, proxy, tell } from "./program.js";

const rounds = 9;
const perRound = 5_000;
const region = "us-east-1";
const group = "/aws/vendedlogs/bench";
const columns = {
  time: "requestTimeEpoch",
  id: "requestId",
  ip: "identity.sourceIp",
  method: "httpMethod",
  path: "path",
  status: "status",
  errorType: "error.responseType",
  latency: "responseLatency",
  integrationLatency: "integration.latency",
  integrationStatus: "integration.integrationStatus",
  keyId: "identity.apiKeyId",
  userAgent: "identity.userAgent",
};

/** A stage with an access log under load, in turns with one without, of the same deployment. */
export async function accessLog() {
  const aws = await local();
  try {
    const plain = (await proxy(aws.port, "up", "--region", region)).stdout.trim();
    const logged = plain.replace(...(await addStage(aws.url, plain)));
    const [ones, others] = [[], []];
    for (const url of [plain, logged]) await post(url);
    for (let round = 0; round < rounds; round += 1) {
      others.push(await post(plain));
      ones.push(await post(logged));
    }
    const rate = median(ones.map(({ perSecond }) => perSecond));
    const ratio = median(ones.map(({ perSecond }, round) => perSecond / others[round].perSecond));
    const beside = `${percent(ratio)} of the stage without`;
    tell("POSTs to a stage with an access log", `${Math.round(rate)}/s`, beside, "at least 85 %");
  } finally {
    await aws.stop();
  }
}

const post = (url) => load(url, 16, perRound, event, ["Content-Type: application/json"]);

/** What to replace in the URL of the stage, and with what. */
async function addStage(endpoint, url) {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const settings = { endpoint, region, credentials };
  const [iam, gateway, logs] = [IAMClient, APIGatewayClient, CloudWatchLogsClient].map(
    (Client) => new Client(settings),
  );
  const statement = { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "logs", AssumeRolePolicyDocument }));
  const PolicyArn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";
  await iam.send(new AttachRolePolicyCommand({ RoleName: "logs", PolicyArn }));
  const patch = (path, value) => ({ op: "replace", path, value });
  await gateway.send(new UpdateAccountCommand({ patchOperations: [patch("/cloudwatchRoleArn", Role.Arn)] }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
  const [, restApiId, name] = /execute-api\/([^/]+)\/([^/]+)/.exec(url) ?? [];
  const { item } = await gateway.send(new GetStagesCommand({ restApiId }));
  const { deploymentId } = item.find(({ stageName }) => stageName === name);
  const stage = { restApiId, stageName: "logged" };
  await gateway.send(new CreateStageCommand({ ...stage, deploymentId }));
  const format = Object.fromEntries(Object.entries(columns).map(([column, of]) => [column, `$context.${of}`]));
  const destination = `arn:aws:logs:${region}:000000000000:log-group:${group}`;
  const patchOperations = [
    patch("/accessLogSettings/destinationArn", destination),
    patch("/accessLogSettings/format", JSON.stringify(format)),
  ];
  await gateway.send(new UpdateStageCommand({ ...stage, patchOperations }));
  return [`/${restApiId}/${name}`, `/${restApiId}/logged`];
}
