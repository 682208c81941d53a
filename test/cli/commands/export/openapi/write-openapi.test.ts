import {
  CreateDeploymentCommand,
  GetGatewayResponsesCommand,
  GetModelsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  ImportRestApiCommand,
  type Resource,
} from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { startLocal, type Local } from "../../../../../src/local/index.ts";
import { clientsOf } from "../../../../local/clients.ts";
import { answersOf, made } from "../compared.ts";
import { exported, proxies } from "../exported.ts";

let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];

beforeAll(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
});
afterAll(() => local.close());

/** Makes the API of what `export` says, with what it asks for put in. */
async function imported(words: readonly string[], name: string): Promise<string> {
  const open: Readonly<Record<string, string>> = {
    Partition: "aws",
    Region: "ap-northeast-2",
    RoleArn: `arn:aws:iam::000000000000:role/${name}`,
    HandshakeToken: "shake-secret",
    FirehoseKey: "fire-secret",
  };
  const text = (await exported("openapi", ...words)).replaceAll(
    /\{\{(\w+)\}\}/g,
    (all, one: string) => open[one] ?? all,
  );
  expect(text).not.toContain("{{");
  const parameters = { endpointConfigurationTypes: "REGIONAL" };
  const body = Buffer.from(JSON.stringify(parse(text)));
  const { id: restApiId = "" } = await apigateway.send(new ImportRestApiCommand({ body, parameters }));
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "production" }));
  return restApiId;
}

/** All that an API says of itself, without the ids that AWS gave. */
async function contentOf(restApiId: string) {
  const [{ items = [] }, models, answers, about] = await Promise.all([
    apigateway.send(new GetResourcesCommand({ restApiId, embed: ["methods"], limit: 500 })),
    apigateway.send(new GetModelsCommand({ restApiId })),
    apigateway.send(new GetGatewayResponsesCommand({ restApiId })),
    apigateway.send(new GetRestApiCommand({ restApiId })),
  ]);
  const event = models.items?.find(({ name }) => name === "KinesisProxyEvent");
  return {
    methods: Object.fromEntries(items.flatMap((one) => methodsOf(one))),
    schema: event?.schema && (JSON.parse(event.schema) as unknown),
    answers: answers.items?.filter(({ defaultResponse }) => !defaultResponse),
    binary: about.binaryMediaTypes,
    description: about.description,
    policy: about.policy?.replaceAll(restApiId, "ID"),
  };
}

function methodsOf({ path, resourceMethods = {} }: Resource) {
  return Object.entries(resourceMethods).map(([verb, method]) => {
    const { requestValidatorId, requestParameters: _, methodResponses, methodIntegration, ...rest } = method;
    const { cacheNamespace: _namespace, ...integration } = methodIntegration ?? {};
    const statuses = Object.entries(methodResponses ?? {}).map(([status, { responseParameters = {} }]) => [
      status,
      responseParameters,
    ]);
    const checked = requestValidatorId !== undefined;
    return [`${verb} ${path}`, { ...rest, checked, statuses: Object.fromEntries(statuses), integration }] as const;
  });
}

/** The same without maps of nothing, which AWS gives back or not. */
function filled(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).map(([name, one]) => [name, filled(one)] as const);
  return Object.fromEntries(members.filter(([, one]) => one !== undefined && JSON.stringify(one) !== "{}"));
}

const long = process.env["KINESIS_PROXY_TEST_LONG"] !== undefined;
const cases = Object.entries(proxies).filter(([name]) => long || name === "the whole API");

test.each(cases)(
  "an import of %s is the API that up makes, and answers the same",
  async (title, words) => {
    const name = title.replaceAll(" ", "-");
    const named = [...words, "--name", name];
    const [ours, theirs] = [await made(local, named), await imported(named, name)];
    const [one, other] = [await contentOf(ours), await contentOf(theirs)];
    expect(filled(other)).toEqual(filled(one));
    const paths = Object.keys(one.methods).filter((key) => key.startsWith("POST "));
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths.map((key) => key.slice(5).replace(/\{\w+\}/g, "7")))
      expect(await answersOf(local, theirs, path, { keys: false })).toEqual(
        await answersOf(local, ours, path, { keys: false }),
      );
  },
  120_000,
);
