import { expect, test } from "vitest";
import { sampleRequest } from "../../../../../src/local/page/app/model/sample-request.ts";
import { api } from "../../../../page/fixture.ts";

const withRoute = (method: string, path: string, demands: readonly string[] = []) => ({
  ...api,
  stageViews: api.stageViews.map((stage) => ({
    ...stage,
    routes: stage.routes.map((route) => ({ ...route, method, path, demands })),
  })),
});

test("a first request goes to the first route that writes, with what it asks for", () => {
  expect(sampleRequest(api)).toMatchObject({ asksForKey: true, request: { path: "/events", stage: "production" } });
  expect(sampleRequest(api)?.curl).toContain(`-H "x-api-key: $(${api.showKey})"`);
  const { showKey: _, ...foreign } = api;
  expect(sampleRequest(foreign)?.curl).toContain('-H "x-api-key: KEY"');
  expect(sampleRequest(withRoute("POST", "/"))?.curl).toBe(
    `curl -H 'Content-Type: application/json' -d '{"hello":"world"}' ${api.stages[0]?.url}`,
  );
  expect(sampleRequest(withRoute("ANY", "/a/{id}/{proxy+}"))?.request.path).toBe("/a/1/1");
  expect(sampleRequest(withRoute("GET", "/health"))).toBeUndefined();
});
