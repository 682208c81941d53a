import {
  CreateRestApiCommand,
  ImportRestApiCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  TestInvokeMethodCommand,
} from "@aws-sdk/client-api-gateway";
import { expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

it("each request is told by the name of its operation, those too that share a path", async () => {
  const told: string[] = [];
  await using local = await startLocal({ onRequest: ({ operation }) => void told.push(operation) });
  const { apigateway } = clientsOf(local);
  const { id, rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: "a" }));
  const method = { restApiId: id, resourceId: rootResourceId, httpMethod: "GET" };
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
  await apigateway.send(new PutIntegrationCommand({ ...method, type: "MOCK" }));
  await apigateway.send(new TestInvokeMethodCommand(method));
  const definition = JSON.stringify({ openapi: "3.0.1", info: { title: "b" } });
  await apigateway.send(new ImportRestApiCommand({ body: Buffer.from(definition) }));
  expect(told).toEqual(["CreateRestApi", "PutMethod", "PutIntegration", "TestInvokeMethod", "ImportRestApi"]);
});
