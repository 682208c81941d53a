import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  PutGatewayResponseCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  type ContentHandlingStrategy,
  type GatewayResponseType,
} from "@aws-sdk/client-api-gateway";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
} from "@aws-sdk/client-kinesis";
import type { GatewayResponseMapping } from "../../src/mapping/cors.ts";
import type { IntegrationResponse } from "../../src/mapping/route.ts";
import type { Clients, World } from "./world.ts";

const region = "ap-northeast-2";
const stage = "production";

/** One route of an endpoint, as mapping makes its parts. */
export interface Route {
  /** One segment; "" for the root. */
  readonly path: string;
  readonly httpMethod?: "POST" | "OPTIONS" | "GET" | "ANY";
  /** MOCK when left out. */
  readonly action?: "PutRecord" | "PutRecords";
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly responses: Readonly<Record<string, IntegrationResponse>>;
  /** Each status that may be answered, and the headers that it declares. */
  readonly statuses: readonly string[];
  readonly headers?: readonly string[];
  readonly contentHandling?: ContentHandlingStrategy;
}

export const streamName = "orders";

/** A stream of two shards and a deployed API with these routes in front of it, made with the SDK alone; the URL of the root. */
export async function endpoint(
  { local, clients }: World,
  routes: readonly Route[],
  settings: {
    readonly binaryMediaTypes?: string[];
    readonly gatewayResponses?: Readonly<Record<string, GatewayResponseMapping>>;
  } = {},
): Promise<string> {
  const { apigateway, kinesis } = clients;
  await kinesis.send(new CreateStreamCommand({ StreamName: streamName, ShardCount: 2 }));
  const credentials = await role(clients);
  const { binaryMediaTypes, gatewayResponses = {} } = settings;
  const { id: restApiId, rootResourceId: parentId } = await apigateway.send(
    new CreateRestApiCommand({ name: streamName, binaryMediaTypes }),
  );
  for (const route of routes) {
    const { path: pathPart, httpMethod = "POST", action, statuses, headers = [] } = route;
    const made =
      pathPart === ""
        ? { id: parentId }
        : await apigateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart }));
    const at = { restApiId, resourceId: made.id, httpMethod };
    await apigateway.send(new PutMethodCommand({ ...at, authorizationType: "NONE" }));
    const responseParameters = Object.fromEntries(headers.map((name) => [`method.response.header.${name}`, false]));
    for (const statusCode of statuses)
      await apigateway.send(new PutMethodResponseCommand({ ...at, statusCode, responseParameters }));
    await apigateway.send(
      new PutIntegrationCommand({
        ...at,
        requestTemplates: { ...route.requestTemplates },
        passthroughBehavior: "NEVER",
        contentHandling: route.contentHandling,
        ...(action === undefined
          ? { type: "MOCK" }
          : {
              type: "AWS",
              integrationHttpMethod: "POST",
              uri: `arn:aws:apigateway:${region}:kinesis:action/${action}`,
              credentials,
              requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
            }),
      }),
    );
    for (const [statusCode, one] of Object.entries(route.responses)) {
      const { selectionPattern, headers: parameters, contentHandling, templates } = one;
      await apigateway.send(
        new PutIntegrationResponseCommand({
          ...at,
          statusCode,
          selectionPattern: selectionPattern || undefined,
          responseParameters: { ...parameters },
          ...(contentHandling !== "" && { contentHandling }),
          responseTemplates: { ...templates },
        }),
      );
    }
  }
  for (const [type, { responseParameters, responseTemplates }] of Object.entries(gatewayResponses))
    await apigateway.send(
      new PutGatewayResponseCommand({
        restApiId,
        responseType: type as GatewayResponseType,
        responseParameters: { ...responseParameters },
        responseTemplates: { ...responseTemplates },
      }),
    );
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: stage }));
  return `${local.url}/_aws/execute-api/${restApiId}/${stage}`;
}

async function role({ iam }: Clients): Promise<string> {
  const trust = { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" };
  const write = { Effect: "Allow", Action: ["kinesis:PutRecord", "kinesis:PutRecords"], Resource: "*" };
  const document = (statement: unknown): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: streamName, AssumeRolePolicyDocument: document(trust) }),
  );
  await iam.send(
    new PutRolePolicyCommand({ RoleName: streamName, PolicyName: "write", PolicyDocument: document(write) }),
  );
  return Role?.Arn ?? "";
}

/** Each record in the stream: shard, partition key and bytes. */
export async function stored({ kinesis }: Clients) {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: streamName }));
  const all: { readonly shard: string; readonly key: string; readonly data: Buffer }[] = [];
  for (const { ShardId = "" } of Shards) {
    const from = { StreamName: streamName, ShardId, ShardIteratorType: "TRIM_HORIZON" } as const;
    let next = (await kinesis.send(new GetShardIteratorCommand(from))).ShardIterator;
    for (let behind = 1; behind > 0 && next !== undefined;) {
      const page = await kinesis.send(new GetRecordsCommand({ ShardIterator: next }));
      for (const { PartitionKey = "", Data = new Uint8Array() } of page.Records ?? [])
        all.push({ shard: ShardId, key: PartitionKey, data: Buffer.from(Data) });
      [behind, next] = [page.MillisBehindLatest ?? 0, page.NextShardIterator];
    }
  }
  return all;
}
