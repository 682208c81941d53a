import * as apigateway from "@aws-sdk/client-api-gateway";
import * as iam from "@aws-sdk/client-iam";
import * as kinesis from "@aws-sdk/client-kinesis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocal, type Local } from "../../src/local/index.ts";
import { clientsOf } from "./clients.ts";

// Every list that botocore pages through (its paginators-1.json), of the operations that these services have here: pages of any
// size give everything, and nothing twice.

type Json = Readonly<Record<string, unknown>>;

interface List {
  readonly name: string;
  /** Calls the operation. */
  readonly ask: (input: Json) => Promise<object>;
  readonly input?: Json;
  /** The members of the request: how many, and where to go on. */
  readonly limit: string;
  readonly token: string;
  /** Where the next page begins; undefined on the last one. */
  readonly next: (page: Json) => unknown;
  /** What names the items of a page. */
  readonly items: (page: Json) => readonly unknown[];
  readonly count: number;
}

const many = 7;
const numbers = Array.from({ length: many }, (_, i) => i);
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const document = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "kinesis:*", Resource: "*" }],
});

let local: Local;
let clients: ReturnType<typeof clientsOf>;
const made = { api: "", root: "", plan: "", stream: "", policy: "" };

beforeAll(async () => {
  local = await startLocal();
  clients = clientsOf(local);
  await makeStreams();
  await makeRoles();
  await makeApis();
});
afterAll(() => local.close());

async function makeStreams(): Promise<void> {
  const { kinesis: client } = clients;
  for (const i of numbers) {
    await client.send(new kinesis.CreateStreamCommand({ StreamName: `s${i}`, ShardCount: many }));
  }
  const { StreamDescriptionSummary } = await client.send(
    new kinesis.DescribeStreamSummaryCommand({ StreamName: "s0" }),
  );
  made.stream = StreamDescriptionSummary?.StreamARN ?? "";
  for (const i of numbers) {
    const asked = { StreamARN: made.stream, ConsumerName: `c${i}` };
    await client.send(new kinesis.RegisterStreamConsumerCommand(asked));
  }
}

async function makeRoles(): Promise<void> {
  const { iam: client } = clients;
  for (const i of numbers) {
    const Tags = i === 0 ? numbers.map((n) => ({ Key: `k${n}`, Value: "v" })) : [];
    const role = { RoleName: `r${i}`, AssumeRolePolicyDocument: trust, Tags };
    await client.send(new iam.CreateRoleCommand(role));
    const policy = { PolicyName: `p${i}`, PolicyDocument: document, Tags };
    const { Policy } = await client.send(new iam.CreatePolicyCommand(policy));
    const PolicyArn = Policy?.Arn ?? "";
    if (i === 0) made.policy = PolicyArn;
    await client.send(new iam.AttachRolePolicyCommand({ RoleName: "r0", PolicyArn }));
    if (i > 0) await client.send(new iam.AttachRolePolicyCommand({ RoleName: `r${i}`, PolicyArn: made.policy }));
    const inline = { RoleName: "r0", PolicyName: `i${i}`, PolicyDocument: document };
    await client.send(new iam.PutRolePolicyCommand(inline));
  }
  for (const _ of numbers.slice(0, 4)) {
    await client.send(new iam.CreatePolicyVersionCommand({ PolicyArn: made.policy, PolicyDocument: document }));
  }
}

async function makeApis(): Promise<void> {
  const { apigateway: client } = clients;
  for (const i of numbers) {
    const name = `n${i}`;
    const { id = "", rootResourceId = "" } = await client.send(new apigateway.CreateRestApiCommand({ name }));
    const key = await client.send(new apigateway.CreateApiKeyCommand({ name }));
    const plan = await client.send(new apigateway.CreateUsagePlanCommand({ name }));
    if (i === 0) Object.assign(made, { api: id, root: rootResourceId, plan: plan.id });
    const here = { restApiId: made.api };
    const identitySource = "method.request.header.Auth";
    const authorizerUri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations";
    await client.send(
      new apigateway.CreateUsagePlanKeyCommand({ usagePlanId: made.plan, keyId: key.id, keyType: "API_KEY" }),
    );
    await client.send(new apigateway.CreateResourceCommand({ ...here, parentId: made.root, pathPart: name }));
    await client.send(
      new apigateway.CreateModelCommand({ ...here, name, contentType: "application/json", schema: "{}" }),
    );
    await client.send(new apigateway.CreateRequestValidatorCommand({ ...here, name }));
    await client.send(
      new apigateway.CreateAuthorizerCommand({ ...here, name, type: "TOKEN", authorizerUri, identitySource }),
    );
    if (i === 0) {
      const method = { ...here, resourceId: made.root, httpMethod: "GET" };
      await client.send(new apigateway.PutMethodCommand({ ...method, authorizationType: "NONE" }));
      await client.send(new apigateway.PutIntegrationCommand({ ...method, type: "MOCK" }));
    }
    await client.send(new apigateway.CreateDeploymentCommand(here));
  }
}

/** The items of the member. */
const listed = (page: Json, member: string): readonly Json[] => (page[member] ?? []) as readonly Json[];
const keysOf =
  (member: string, key: string) =>
  (page: Json): readonly unknown[] =>
    listed(page, member).map((one) => one[key]);

const position = { limit: "limit", token: "position", next: (page: Json) => page["position"] };
const marker = {
  limit: "MaxItems",
  token: "Marker",
  next: (page: Json) => (page["IsTruncated"] === true ? page["Marker"] : undefined),
};
const nextToken = { limit: "MaxResults", token: "NextToken", next: (page: Json) => page["NextToken"] };
const described = (page: Json): Json => page["StreamDescription"] as Json;

const lists = (): readonly List[] => {
  const toKinesis = clients.kinesis;
  const toIam = clients.iam;
  const toApigateway = clients.apigateway;
  const here = { restApiId: made.api };
  const simulated = { ActionNames: numbers.map((i) => `kinesis:Put${i}`), PolicyInputList: [document] };
  const evaluations = keysOf("EvaluationResults", "EvalActionName");
  const byId = keysOf("items", "id");
  return [
    {
      name: "DescribeStream",
      ask: (input) => toKinesis.send(new kinesis.DescribeStreamCommand(input)),
      input: { StreamName: "s0" },
      limit: "Limit",
      token: "ExclusiveStartShardId",
      next: (page) =>
        described(page)["HasMoreShards"] === true ? listed(described(page), "Shards").at(-1)?.["ShardId"] : undefined,
      items: (page) => keysOf("Shards", "ShardId")(described(page)),
      count: many,
    },
    {
      name: "ListStreams",
      ask: (input) => toKinesis.send(new kinesis.ListStreamsCommand(input)),
      ...nextToken,
      limit: "Limit",
      items: (page) => page["StreamNames"] as readonly string[],
      count: many,
    },
    {
      name: "ListShards",
      // A token stands for the stream.
      ask: (input) =>
        toKinesis.send(new kinesis.ListShardsCommand(input["NextToken"] ? input : { ...input, StreamName: "s0" })),
      ...nextToken,
      items: keysOf("Shards", "ShardId"),
      count: many,
    },
    {
      name: "ListStreamConsumers",
      ask: (input) => toKinesis.send(new kinesis.ListStreamConsumersCommand({ StreamARN: made.stream, ...input })),
      ...nextToken,
      items: keysOf("Consumers", "ConsumerName"),
      count: many,
    },
    {
      name: "ListRoles",
      ask: (input) => toIam.send(new iam.ListRolesCommand(input)),
      ...marker,
      items: keysOf("Roles", "RoleName"),
      count: many,
    },
    {
      name: "ListRolePolicies",
      ask: (input) => toIam.send(new iam.ListRolePoliciesCommand({ RoleName: "r0", ...input })),
      ...marker,
      items: (page) => page["PolicyNames"] as readonly string[],
      count: many,
    },
    {
      name: "ListAttachedRolePolicies",
      ask: (input) => toIam.send(new iam.ListAttachedRolePoliciesCommand({ RoleName: "r0", ...input })),
      ...marker,
      items: keysOf("AttachedPolicies", "PolicyArn"),
      count: many,
    },
    {
      name: "ListEntitiesForPolicy",
      ask: (input) => toIam.send(new iam.ListEntitiesForPolicyCommand({ PolicyArn: made.policy, ...input })),
      ...marker,
      items: keysOf("PolicyRoles", "RoleName"),
      count: many,
    },
    {
      name: "ListPolicies",
      ask: (input) => toIam.send(new iam.ListPoliciesCommand({ Scope: "Local", ...input })),
      ...marker,
      items: keysOf("Policies", "Arn"),
      count: many,
    },
    {
      name: "ListPolicyVersions",
      ask: (input) => toIam.send(new iam.ListPolicyVersionsCommand({ PolicyArn: made.policy, ...input })),
      ...marker,
      items: keysOf("Versions", "VersionId"),
      count: 5,
    },
    {
      name: "ListRoleTags",
      ask: (input) => toIam.send(new iam.ListRoleTagsCommand({ RoleName: "r0", ...input })),
      ...marker,
      items: keysOf("Tags", "Key"),
      count: many,
    },
    {
      name: "ListPolicyTags",
      ask: (input) => toIam.send(new iam.ListPolicyTagsCommand({ PolicyArn: made.policy, ...input })),
      ...marker,
      items: keysOf("Tags", "Key"),
      count: many,
    },
    {
      name: "GetAccountAuthorizationDetails",
      ask: (input) =>
        toIam.send(new iam.GetAccountAuthorizationDetailsCommand({ Filter: ["Role", "LocalManagedPolicy"], ...input })),
      ...marker,
      items: (page) => [...keysOf("RoleDetailList", "RoleName")(page), ...keysOf("Policies", "Arn")(page)],
      count: 2 * many,
    },
    {
      name: "SimulateCustomPolicy",
      ask: (input) => toIam.send(new iam.SimulateCustomPolicyCommand({ ...simulated, ...input })),
      ...marker,
      items: evaluations,
      count: many,
    },
    {
      name: "SimulatePrincipalPolicy",
      ask: (input) => {
        const PolicySourceArn = "arn:aws:iam::000000000000:role/r0";
        const { ActionNames } = simulated;
        return toIam.send(new iam.SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames, ...input }));
      },
      ...marker,
      items: evaluations,
      count: many,
    },
    {
      name: "GetRestApis",
      ask: (input) => toApigateway.send(new apigateway.GetRestApisCommand(input)),
      ...position,
      items: byId,
      count: many,
    },
    {
      name: "GetApiKeys",
      ask: (input) => toApigateway.send(new apigateway.GetApiKeysCommand(input)),
      ...position,
      items: byId,
      count: many,
    },
    {
      name: "GetUsagePlans",
      ask: (input) => toApigateway.send(new apigateway.GetUsagePlansCommand(input)),
      ...position,
      items: byId,
      count: many,
    },
    {
      name: "GetUsagePlanKeys",
      ask: (input) => toApigateway.send(new apigateway.GetUsagePlanKeysCommand({ usagePlanId: made.plan, ...input })),
      ...position,
      items: byId,
      count: many,
    },
    {
      name: "GetResources",
      ask: (input) => toApigateway.send(new apigateway.GetResourcesCommand({ ...here, ...input })),
      ...position,
      items: byId,
      count: many + 1,
    },
    {
      name: "GetModels",
      ask: (input) => toApigateway.send(new apigateway.GetModelsCommand({ ...here, ...input })),
      ...position,
      items: byId,
      // The two that every API has.
      count: many + 2,
    },
    {
      name: "GetDeployments",
      ask: (input) => toApigateway.send(new apigateway.GetDeploymentsCommand({ ...here, ...input })),
      ...position,
      items: byId,
      count: many,
    },
    {
      name: "GetAuthorizers",
      ask: (input) => toApigateway.send(new apigateway.GetAuthorizersCommand({ ...here, ...input })),
      ...position,
      items: byId,
      count: many,
    },
    {
      name: "GetRequestValidators",
      ask: (input) => toApigateway.send(new apigateway.GetRequestValidatorsCommand({ ...here, ...input })),
      ...position,
      items: byId,
      count: many,
    },
    {
      name: "GetGatewayResponses",
      ask: (input) => toApigateway.send(new apigateway.GetGatewayResponsesCommand({ ...here, ...input })),
      ...position,
      items: keysOf("items", "responseType"),
      count: 21,
    },
  ];
};

describe.each([1, 3])("pages of %d", (size) => {
  test("give every list whole, and nothing twice", async () => {
    for (const list of lists()) {
      const found: unknown[] = [];
      let at: unknown;
      do {
        const page = {
          ...(await list.ask({ ...list.input, [list.limit]: size, ...(at ? { [list.token]: at } : {}) })),
        };
        const items = list.items(page);
        expect(items.length, `${list.name}: items of a page`).toBeLessThanOrEqual(size);
        expect(items.length, `${list.name}: an empty page`).toBeGreaterThan(0);
        found.push(...items);
        at = list.next(page);
      } while (at !== undefined);
      expect([found.length, new Set(found).size], list.name).toEqual([list.count, list.count]);
    }
  });
});
