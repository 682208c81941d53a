import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folder, run } from "./program.js";

const name = "api-gateway-kinesis-proxy";
const region = "ap-northeast-2";
const credentials = { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local", AWS_DEFAULT_REGION: region };

const template = `{ "StreamName": "${name}", "Data": "$util.base64Encode($input.body)", "PartitionKey": "$context.requestId" }`;

const policy = (statement) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
const trust = policy({ Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" });

/** The tutorial's AWS CLI commands against the server at `url`, one after the other; gives the milliseconds they took. */
export async function tutorial(url) {
  const start = performance.now();
  const aws = async (line, ...more) =>
    (await run("aws", [...line.split(" "), ...more, "--endpoint-url", url, "--output", "json"], credentials)).stdout;
  const answer = async (line, ...more) => JSON.parse(await aws(line, ...more));
  await writeFile(join(folder, "request.json"), JSON.stringify({ "application/json": template }));

  await aws(`kinesis create-stream --stream-name ${name} --shard-count 1`);
  const { StreamDescription } = await answer(`kinesis describe-stream --stream-name ${name}`);
  const { Role } = await answer(`iam create-role --role-name ${name} --assume-role-policy-document`, trust);
  const allowed = policy({ Action: "kinesis:PutRecord", Resource: StreamDescription.StreamARN });
  const { Policy } = await answer(`iam create-policy --policy-name ${name} --policy-document`, allowed);
  await aws(`iam attach-role-policy --role-name ${name} --policy-arn ${Policy.Arn}`);
  const { id } = await answer("apigateway create-rest-api --name KinesisProxy --endpoint-configuration types=REGIONAL");
  const root = (await answer(`apigateway get-resources --rest-api-id ${id}`)).items[0].id;
  const post = `--rest-api-id ${id} --resource-id ${root} --http-method POST`;
  await aws(`apigateway put-method ${post} --authorization-type NONE`);
  const uri = `arn:aws:apigateway:${region}:kinesis:action/PutRecord`;
  await aws(
    `apigateway put-integration ${post} --type AWS --integration-http-method POST --uri ${uri} --credentials ${Role.Arn} --passthrough-behavior NEVER --request-templates file://request.json`,
  );
  await aws(`apigateway put-method-response ${post} --status-code 200 --response-models application/json=Empty`);
  await aws(
    `apigateway put-integration-response ${post} --status-code 200 --response-templates`,
    '{"application/json":""}',
  );
  await aws(`apigateway create-deployment --rest-api-id ${id} --stage-name production`);
  return performance.now() - start;
}

/** Is there an AWS CLI on this machine? */
export async function hasAwsCli() {
  return run("aws", ["--version"]).then(
    () => true,
    () => false,
  );
}
