import {
  CreateApiKeyCommand,
  CreateDeploymentCommand,
  CreateModelCommand,
  CreateRestApiCommand,
  CreateStageCommand,
  CreateUsagePlanCommand,
  GetApiKeysCommand,
  GetGatewayResponsesCommand,
  GetIntegrationCommand,
  GetMethodCommand,
  PutGatewayResponseCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  TestInvokeMethodCommand,
  UpdateApiKeyCommand,
  UpdateDeploymentCommand,
  UpdateIntegrationCommand,
  UpdateMethodCommand,
  UpdateModelCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-api-gateway";
import {
  AttachRolePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetRoleCommand,
  ListEntitiesForPolicyCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  PutRolePermissionsBoundaryCommand,
  TagPolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateStreamCommand, DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocal, type Local } from "../../src/local/index.ts";
import { clientsOf } from "./clients.ts";

// What AWS was recorded to answer, seen through the SDK.

let local: Local;
let clients: ReturnType<typeof clientsOf>;

beforeAll(async () => {
  local = await startLocal();
  clients = clientsOf(local);
});

afterAll(async () => {
  Object.values(clients).forEach((client) => client.destroy());
  await local.close();
});

const replace = (path: string, value: string) => ({ patchOperations: [{ op: "replace" as const, path, value }] });

/** An API whose root has a GET that answers by itself, as a deployment needs. */
async function api(more: Partial<ConstructorParameters<typeof CreateRestApiCommand>[0]> = {}) {
  const { apigateway } = clients;
  const { id: restApiId, rootResourceId: resourceId } = await apigateway.send(
    new CreateRestApiCommand({ name: "orders", ...more }),
  );
  const place = { restApiId, resourceId, httpMethod: "GET" };
  await apigateway.send(new PutMethodCommand({ ...place, authorizationType: "NONE" }));
  await apigateway.send(new PutIntegrationCommand({ ...place, type: "MOCK", integrationHttpMethod: "POST", uri: "x" }));
  return { restApiId, resourceId, place };
}

describe("API Gateway", () => {
  test("authorizationType is taken in any case and kept in upper case", async () => {
    const { apigateway } = clients;
    const { place } = await api();
    const post = { ...place, httpMethod: "POST" };
    const put = await apigateway.send(new PutMethodCommand({ ...post, authorizationType: "aws_iam" }));
    expect(put.authorizationType).toBe("AWS_IAM");
    await apigateway.send(new UpdateMethodCommand({ ...post, ...replace("/authorizationType", "none") }));
    expect((await apigateway.send(new GetMethodCommand(post))).authorizationType).toBe("NONE");
    const odd = apigateway.send(new UpdateMethodCommand({ ...post, ...replace("/authorizationType", "open") }));
    await expect(odd).rejects.toThrow("Invalid authorization type specified.");
  });

  test("a MOCK integration has neither method nor URI", async () => {
    const { apigateway } = clients;
    const { place } = await api();
    const seen = [
      await apigateway.send(new GetIntegrationCommand(place)),
      await apigateway.send(new UpdateIntegrationCommand({ ...place, ...replace("/httpMethod", "GET") })),
      (await apigateway.send(new GetMethodCommand(place))).methodIntegration,
    ];
    for (const one of seen) {
      expect(one?.type).toBe("MOCK");
      expect(one).not.toHaveProperty("httpMethod");
      expect(one).not.toHaveProperty("uri");
    }
  });

  test("an empty text is not given back", async () => {
    const { apigateway } = clients;
    const { restApiId } = await api();
    const empty = { description: "" };
    const key = await apigateway.send(new CreateApiKeyCommand({ ...empty, name: "", customerId: "" }));
    expect([key.description, key.name, key.customerId]).toEqual([undefined, undefined, undefined]);
    const deployment = await apigateway.send(new CreateDeploymentCommand({ restApiId, ...empty }));
    const model = { restApiId, name: "m", contentType: "application/json", schema: "{}" };
    const stage = { restApiId, stageName: "s", deploymentId: deployment.id };
    const made = [
      deployment,
      await apigateway.send(new CreateModelCommand({ ...model, ...empty })),
      await apigateway.send(new CreateStageCommand({ ...stage, ...empty })),
      await apigateway.send(new CreateUsagePlanCommand({ name: "p", ...empty })),
    ];
    expect(made.map(({ description }) => description)).toEqual([undefined, undefined, undefined, undefined]);
    const [full, none] = [replace("/description", "d"), replace("/description", "")];
    const update = async (patch: typeof full) => [
      await apigateway.send(new UpdateApiKeyCommand({ apiKey: key.id, ...patch })),
      await apigateway.send(new UpdateDeploymentCommand({ restApiId, deploymentId: deployment.id, ...patch })),
      await apigateway.send(new UpdateModelCommand({ restApiId, modelName: "m", ...patch })),
      await apigateway.send(new UpdateStageCommand({ restApiId, stageName: "s", ...patch })),
    ];
    expect((await update(full)).map(({ description }) => description)).toEqual(["d", "d", "d", "d"]);
    expect((await update(none)).map(({ description }) => description)).toEqual(Array(4).fill(undefined));
    await expect(apigateway.send(new CreateRestApiCommand({ name: "x", ...empty }))).rejects.toThrow(
      "Description cannot be an empty string",
    );
  });

  test("responses of a general type are those of its children, status and all, where they have none of their own", async () => {
    const { apigateway } = clients;
    const { restApiId } = await api();
    const put = (responseType: "DEFAULT_4XX" | "DEFAULT_5XX" | "THROTTLED", more: object) =>
      apigateway.send(new PutGatewayResponseCommand({ restApiId, responseType, ...more }));
    const five = { "gatewayresponse.header.five": "'5'" };
    await put("DEFAULT_5XX", { statusCode: "599", responseParameters: five, responseTemplates: { "text/plain": "5" } });
    await put("DEFAULT_4XX", { responseTemplates: { "text/plain": "4" } });
    await put("THROTTLED", { responseParameters: { "gatewayresponse.header.own": "'1'" } });
    const { items = [] } = await apigateway.send(new GetGatewayResponsesCommand({ restApiId, limit: 500 }));
    const of = Object.fromEntries(items.map((one) => [one.responseType, one]));
    expect(of["INTEGRATION_FAILURE"]).toEqual({
      responseType: "INTEGRATION_FAILURE",
      statusCode: "599",
      responseParameters: five,
      responseTemplates: { "text/plain": "5" },
      defaultResponse: true,
    });
    expect(of["ACCESS_DENIED"]).toMatchObject({ statusCode: "403", responseTemplates: { "text/plain": "4" } });
    expect(of["THROTTLED"]).toMatchObject({
      statusCode: "429",
      defaultResponse: false,
      responseTemplates: { "application/json": '{"message":$context.error.messageString}' },
    });
  });

  test("the first setting of a method brings those of all methods with it", async () => {
    const { apigateway } = clients;
    const { restApiId } = await api();
    await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "s" }));
    const set = (path: string, value: string) =>
      apigateway.send(new UpdateStageCommand({ restApiId, stageName: "s", ...replace(path, value) }));
    await set("/*/*/throttling/rateLimit", "7");
    await set("/*/*/metrics/enabled", "true");
    const { methodSettings } = await set("/~1/GET/throttling/burstLimit", "3");
    expect(methodSettings?.["~1/GET"] ?? methodSettings?.["//GET"]).toMatchObject({
      throttlingRateLimit: 7,
      throttlingBurstLimit: 3,
      metricsEnabled: true,
    });
    expect(methodSettings?.["*/*"]).toMatchObject({ throttlingBurstLimit: 5000, throttlingRateLimit: 7 });
  });

  test("keys come newest first, over pages, too", async () => {
    const { apigateway } = clients;
    const names = ["list-1", "list-2", "list-3"];
    for (const name of names) await apigateway.send(new CreateApiKeyCommand({ name }));
    const found: (string | undefined)[] = [];
    let position: string | undefined;
    do {
      const page = await apigateway.send(new GetApiKeysCommand({ nameQuery: "list-", limit: 2, position }));
      found.push(...(page.items ?? []).map(({ name }) => name));
      ({ position } = page);
    } while (position !== undefined);
    expect(found).toEqual(names.toReversed());
  });

  test("a private API is deployed with a resource policy only", async () => {
    const { apigateway } = clients;
    const endpointConfiguration = { types: ["PRIVATE" as const] };
    const { restApiId } = await api({ endpointConfiguration });
    await expect(apigateway.send(new CreateDeploymentCommand({ restApiId }))).rejects.toMatchObject({
      name: "BadRequestException",
      message: "Private REST API doesn't have a resource policy attached to it",
    });
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" }];
    const policy = JSON.stringify({ Version: "2012-10-17", Statement });
    const open = await api({ endpointConfiguration, policy });
    await apigateway.send(new CreateDeploymentCommand({ restApiId: open.restApiId }));
  });
});

test("a canary serves its part of the requests, with its own deployment and variables, until it is promoted", async () => {
  const { apigateway } = clients;
  const { restApiId, place } = await api();
  const answer = (text: string) =>
    apigateway.send(
      new PutIntegrationResponseCommand({
        ...place,
        statusCode: "200",
        selectionPattern: "",
        responseTemplates: {
          "application/json": `${text} $stageVariables.v $stageVariables.w [$context.isCanaryRequest]`,
        },
      }),
    );
  await apigateway.send(
    new PutIntegrationCommand({
      ...place,
      type: "MOCK",
      requestTemplates: { "application/json": '{"statusCode":200}' },
    }),
  );
  await apigateway.send(new PutMethodResponseCommand({ ...place, statusCode: "200" }));
  await answer("old");
  const variables = { v: "1", w: "1" };
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "s", variables }));
  const get = async (): Promise<string> =>
    (await fetch(`http://127.0.0.1:${local.port}/_aws/execute-api/${restApiId}/s/`)).text();
  expect(await get()).toBe("old 1 1 []");

  await answer("new");
  const canarySettings = { percentTraffic: 0, stageVariableOverrides: { v: "2" } };
  const { id } = await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "s", canarySettings }));
  const stage = { restApiId, stageName: "s" };
  expect(await get()).toBe("old 1 1 [false]");
  await apigateway.send(new UpdateStageCommand({ ...stage, ...replace("/canarySettings/percentTraffic", "100") }));
  expect(await get()).toBe("new 2 1 [true]");
  await apigateway.send(new UpdateStageCommand({ ...stage, ...replace("/canarySettings/percentTraffic", "50") }));
  const seen = new Set<string>();
  while (seen.size < 2) seen.add(await get());
  expect(seen).toEqual(new Set(["old 1 1 [false]", "new 2 1 [true]"]));

  const patchOperations = [
    { op: "copy" as const, from: "/canarySettings/deploymentId", path: "/deploymentId" },
    { op: "copy" as const, from: "/canarySettings/stageVariableOverrides", path: "/variables" },
    { op: "remove" as const, path: "/canarySettings" },
  ];
  expect(await apigateway.send(new UpdateStageCommand({ ...stage, patchOperations }))).toMatchObject({
    deploymentId: id,
  });
  expect(await get()).toBe("new 2 1 []");
});

test("TestInvokeMethod runs GET by an ANY method, and a MOCK integration calls nothing", async () => {
  const { apigateway } = clients;
  const { place } = await api();
  const any = { ...place, httpMethod: "ANY" };
  await expect(apigateway.send(new TestInvokeMethodCommand({ ...place, httpMethod: "PUT" }))).rejects.toThrow(
    "Invalid Method identifier specified",
  );
  await apigateway.send(new PutMethodCommand({ ...any, authorizationType: "NONE" }));
  const mock = { type: "MOCK" as const, requestTemplates: { "application/json": '{"statusCode":200}' } };
  await apigateway.send(new PutIntegrationCommand({ ...any, ...mock }));
  await apigateway.send(new PutMethodResponseCommand({ ...any, statusCode: "200" }));
  const texts = { "application/json": "$context.httpMethod" };
  await apigateway.send(new PutIntegrationResponseCommand({ ...any, statusCode: "200", responseTemplates: texts }));
  const run = await apigateway.send(new TestInvokeMethodCommand({ ...place, httpMethod: "PUT" }));
  expect(run).toMatchObject({ status: 200, headers: { "Content-Type": "application/json" } });
  const lines = (run.log ?? "").split("\n").map((line) => line.replace(/^.* UTC \d{4} : /, "").replace(/:.*$/, ""));
  expect(lines).toEqual([
    expect.stringContaining("Execution log for request"),
    "Starting execution for request",
    "HTTP Method",
    "Method request path",
    "Method request query string",
    "Method request headers",
    "Method request body before transformations",
    "Method response body after transformations",
    "Method response headers",
    "Successfully completed execution",
    "Method completed with status",
    "",
  ]);
});

describe("IAM", () => {
  const trust = { Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });

  test("CreateRole does not say MaxSessionDuration, GetRole does", async () => {
    const { iam } = clients;
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "session", AssumeRolePolicyDocument }));
    expect(Role).not.toHaveProperty("MaxSessionDuration");
    const found = await iam.send(new GetRoleCommand({ RoleName: "session" }));
    expect(found.Role?.MaxSessionDuration).toBe(3600);
  });

  describe("the ARN of a policy is refused by every operation, in IAM's own words:", () => {
    const unread = { name: "ValidationError", message: "Invalid ARN:  Could not be parsed!" };
    const notValid = (arn: string) => ({ name: "InvalidInputException", message: `ARN ${arn} is not valid.` });
    const [RoleName, PolicyDocument] = ["arns", AssumeRolePolicyDocument];

    beforeAll(() => clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument })));

    test.each<readonly [string, { readonly name: string; readonly message: string }]>([
      ["a-name-where-an-arn-belongs", unread],
      ["arn:aws:iam:000000000000:policy/orders", unread],
      ...[
        "arn:aws-cn:iam::000000000000:policy/orders",
        "arn:aws:s3::000000000000:policy/orders",
        "arn:aws:iam:us-east-1:000000000000:policy/orders",
        "arn:aws:iam::000000000000:role/orders",
        "arn:aws:iam::aws:policy/arn:aws:iam::aws:policy/orders",
        "arn:aws:iam::000000000000:policy/orders ",
      ].map((arn) => [arn, notValid(arn)] as const),
    ])("%s", async (PolicyArn, words) => {
      const { iam } = clients;
      const calls = [
        () => iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
        () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })),
        () => iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: PolicyArn })),
        () => iam.send(new GetPolicyCommand({ PolicyArn })),
        () => iam.send(new DeletePolicyCommand({ PolicyArn })),
        () => iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument })),
        () => iam.send(new ListPolicyVersionsCommand({ PolicyArn })),
        () => iam.send(new ListEntitiesForPolicyCommand({ PolicyArn })),
        () => iam.send(new TagPolicyCommand({ PolicyArn, Tags: [] })),
        () => iam.send(new ListPolicyTagsCommand({ PolicyArn })),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject(words);
      const bounded = { RoleName: "bounded", AssumeRolePolicyDocument, PermissionsBoundary: PolicyArn };
      await expect(iam.send(new CreateRoleCommand(bounded))).rejects.toMatchObject(words);
    });
  });
});

test("a stream whose shards are not counted has four", async () => {
  const { kinesis } = clients;
  await kinesis.send(new CreateStreamCommand({ StreamName: "uncounted" }));
  const { StreamDescriptionSummary } = await kinesis.send(
    new DescribeStreamSummaryCommand({ StreamName: "uncounted" }),
  );
  expect(StreamDescriptionSummary).toMatchObject({
    OpenShardCount: 4,
    StreamModeDetails: { StreamMode: "PROVISIONED" },
  });
});
