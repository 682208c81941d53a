import { CreateResourceCommand, GetResourcesCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { makeResource } from "../../../../src/steps/route/calls/resources.ts";
import { fakeContext } from "../../../helpers/fake-context.ts";
import { fault } from "../../../helpers/fault.ts";

const api = { id: "api1", rootResourceId: "root1" };
const root = { id: "root1", path: "/" };
const exists = fault("ConflictException", "Another resource with the same parent already has this name: a");

function contextWith(...lists: readonly (readonly { id: string; path: string }[])[]) {
  const ctx = fakeContext();
  let asked = 0;
  ctx.aws.apigateway.on(GetResourcesCommand).callsFake(() => ({ items: lists[Math.min(asked++, lists.length - 1)] }));
  return ctx;
}

test("a resource that another run has made meanwhile is used", async () => {
  const ctx = contextWith([root], [root, { id: "r1", path: "/a" }]);
  ctx.aws.apigateway.on(CreateResourceCommand).rejects(exists);
  expect(await makeResource(ctx, api, "/a")).toEqual({ resourceId: "r1", made: 0 });
});

test.each<[string, (ctx: ReturnType<typeof contextWith>) => unknown]>([
  ["is refused and never found", ({ aws }) => aws.apigateway.on(CreateResourceCommand).rejects(exists)],
  ["is made without an id", ({ aws }) => aws.apigateway.on(CreateResourceCommand).resolves({})],
])("a resource that %s is a failure: nothing goes onto its parent", async (_, prepare) => {
  const ctx = contextWith([root]);
  prepare(ctx);
  await expect(makeResource(ctx, api, "/a/b")).rejects.toThrow(/did not create the resource \/a\.|without an id/);
  expect(ctx.inputs("CreateResource")).toHaveLength(1);
});
