import {
  GetGatewayResponsesCommand,
  GetModelsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  type GatewayResponse,
  type Method,
  type Model,
} from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { fingerprint } from "../../../src/steps/deployment/fingerprint.ts";
import { fakeContext } from "../../helpers/fake-context.ts";

const method: Method = {
  httpMethod: "POST",
  authorizationScopes: ["a", "b"],
  methodIntegration: { type: "AWS", cacheKeyParameters: ["x", "y"] },
};
const answers: GatewayResponse[] = [
  { responseType: "DEFAULT_4XX", statusCode: "400" },
  { responseType: "DEFAULT_5XX", statusCode: "500" },
];
const models: Model[] = [
  { name: "A", schema: "{}" },
  { name: "B", schema: '{"required":["a"]}' },
];
const statements = [
  { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: ["a", "b"] },
  { Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "c" },
];

/** The hash of such an API; `turn` is what AWS does to each list. */
async function hashOf(turn: <T>(list: readonly T[]) => T[], post: Method = method): Promise<string> {
  const ctx = fakeContext();
  const Statement = turn(statements.map((one) => ({ ...one, Resource: [one.Resource].flat() }))).map((one) => ({
    ...one,
    Resource: turn(one.Resource),
  }));
  ctx.aws.apigateway
    .on(GetRestApiCommand)
    .resolves({ binaryMediaTypes: turn(["image/png", "text/csv"]), policy: JSON.stringify({ Statement }) })
    .on(GetGatewayResponsesCommand)
    .resolves({ items: turn(answers) })
    .on(GetModelsCommand)
    .resolves({ items: turn(models) })
    .on(GetResourcesCommand)
    .resolves({
      items: turn([
        {
          id: "r",
          path: "/",
          resourceMethods: {
            POST: {
              ...post,
              authorizationScopes: turn(post.authorizationScopes ?? []),
              methodIntegration: {
                ...post.methodIntegration,
                cacheKeyParameters: turn(post.methodIntegration?.cacheKeyParameters ?? []),
              },
            },
          },
        },
        { id: "s", path: "/b", resourceMethods: { POST: method } },
      ]),
    });
  return (await fingerprint(ctx, { ids: { id: "api" }, ours: true })).hash;
}

test("a deployment is what it was in whatever order AWS gives its lists", async () => {
  const asIs = await hashOf((list) => [...list]);
  expect(await hashOf((list) => [...list].reverse())).toBe(asIs);
});

test("what stands in them counts", async () => {
  const asIs = await hashOf((list) => [...list]);
  expect(await hashOf((list) => list.slice(0, 1))).not.toBe(asIs);
  const other = { ...method, methodIntegration: { ...method.methodIntegration, cacheKeyParameters: ["x", "z"] } };
  expect(await hashOf((list) => [...list], other)).not.toBe(asIs);
});
