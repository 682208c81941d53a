import type { Local } from "../../../src/local/index.ts";

const region = "ap-northeast-2";
const account = "000000000000";
export const roleArn = `arn:aws:iam::${account}:role/orders`;

/** The tutorial's request template. */
export const template = `{
  "StreamName": "orders",
  "Data": "$util.base64Encode($input.body)",
  "PartitionKey": "$context.requestId"
}`;

/** Calls of services of a local AWS as its root, without an SDK. */
export function callsOf({ url }: Pick<Local, "url">) {
  const send = async (service: string, method: string, path: string, body: string, headers = {}): Promise<Response> => {
    const Authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/${region}/${service}/aws4_request, Signature=0`;
    const response = await fetch(url + path, {
      method,
      headers: { Authorization, ...headers },
      ...(body !== "" && { body }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    kinesis: async (operation: string, input: object) => {
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": `Kinesis_20131202.${operation}` };
      const text = await (await send("kinesis", "POST", "/", JSON.stringify(input), headers)).text();
      return JSON.parse(text || "{}") as Record<string, unknown>;
    },
    iam: (input: Record<string, string>) =>
      send("iam", "POST", "/", String(new URLSearchParams({ Version: "2010-05-08", ...input })), {
        "content-type": "application/x-www-form-urlencoded",
      }),
    api: async (method: string, path: string, input?: object): Promise<Record<string, string>> => {
      const body = input === undefined ? "" : JSON.stringify(input);
      const text = await (await send("apigateway", method, path, body)).text();
      return JSON.parse(text || "{}") as Record<string, string>;
    },
  };
}

/** What differs from the usual endpoint. */
export interface Orders {
  readonly shards?: number;
  readonly apiKeyRequired?: boolean;
  readonly templates?: Readonly<Record<string, string>>;
  readonly responses?: Readonly<Record<string, string>>;
}

/** An endpoint that writes what is POSTed to `/events` into the stream `orders`, deployed to `production`. */
export async function orders(local: Pick<Local, "url">, changes: Orders = {}) {
  const { kinesis, iam, api } = callsOf(local);
  const policy = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await kinesis("CreateStream", { StreamName: "orders", ShardCount: changes.shards ?? 1 });
  const trust = { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" };
  await iam({ Action: "CreateRole", RoleName: "orders", AssumeRolePolicyDocument: policy(trust) });
  const write = { Effect: "Allow", Action: "kinesis:PutRecord*", Resource: "*" };
  await iam({ Action: "PutRolePolicy", RoleName: "orders", PolicyName: "put", PolicyDocument: policy(write) });
  const { id: apiId = "", rootResourceId = "" } = await api("POST", "/restapis", { name: "orders" });
  const { id = "" } = await api("POST", `/restapis/${apiId}/resources/${rootResourceId}`, { pathPart: "events" });
  const method = `/restapis/${apiId}/resources/${id}/methods/POST`;
  await api("PUT", method, { authorizationType: "NONE", apiKeyRequired: changes.apiKeyRequired ?? false });
  await api("PUT", `${method}/integration`, {
    type: "AWS",
    httpMethod: "POST",
    uri: `arn:aws:apigateway:${region}:kinesis:action/PutRecord`,
    credentials: roleArn,
    passthroughBehavior: "NEVER",
    requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
    requestTemplates: changes.templates ?? { "application/json": template },
  });
  for (const [statusCode, selectionPattern] of [
    ["200", ""],
    ["400", "4\\d{2}"],
  ] as const) {
    await api("PUT", `${method}/responses/${statusCode}`, {});
    const responseTemplates = changes.responses ?? {};
    await api("PUT", `${method}/integration/responses/${statusCode}`, { selectionPattern, responseTemplates });
  }
  const deploy = () => api("POST", `/restapis/${apiId}/deployments`, { stageName: "production" });
  await deploy();
  const url = `${local.url}/_aws/execute-api/${apiId}/production/events`;
  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, at = url) =>
    fetch(at, { method: "POST", body, headers: { "Content-Type": "application/json", ...headers } });
  return { apiId, url, post, kinesis, api, deploy, method };
}
