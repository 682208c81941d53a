import { GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { namesakes } from "../../../src/steps/watch/namesakes.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";

test("other APIs of the same name are found on every page; who may not look finds none", async () => {
  const ctx = fakeContext();
  const { apigateway } = ctx.aws;
  apigateway.on(GetRestApisCommand).resolves({
    items: [
      { id: "api1", name: "orders" },
      { id: "api2", name: "orders-eu" },
    ],
    position: "more",
  });
  apigateway.on(GetRestApisCommand, { position: "more" }).resolves({ items: [{ id: "api3", name: "orders" }] });
  const own = { id: "api1", name: "orders" };
  expect(await namesakes(ctx, own)).toEqual(["api3"]);
  apigateway.on(GetRestApisCommand).rejects(fault("AccessDeniedException"));
  expect(await namesakes(ctx, own)).toEqual([]);
});
