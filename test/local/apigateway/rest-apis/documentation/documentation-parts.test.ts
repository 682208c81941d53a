import {
  CreateDocumentationPartCommand,
  CreateRestApiCommand,
  DeleteDocumentationPartCommand,
  GetDocumentationPartCommand,
  GetDocumentationPartsCommand,
  UpdateDocumentationPartCommand,
} from "@aws-sdk/client-api-gateway";
import { expect, onTestFinished, test } from "vitest";
import { startLocal } from "../../../../../src/local/index.ts";
import { clientsOf } from "../../../clients.ts";

test("parts of the documentation are kept, found, changed and deleted; wrong ones are refused in AWS's words", async () => {
  const local = await startLocal();
  const { apigateway, ...others } = clientsOf(local);
  onTestFinished(async () => {
    for (const client of [apigateway, ...Object.values(others)]) client.destroy();
    await local.close();
  });
  const { id: restApiId } = await apigateway.send(new CreateRestApiCommand({ name: "orders" }));
  const add = (
    location: ConstructorParameters<typeof CreateDocumentationPartCommand>[0]["location"],
    properties = "{}",
  ) => apigateway.send(new CreateDocumentationPartCommand({ restApiId, location, properties }));
  const whole = await add({ type: "API" }, '{"description":"orders"}');
  expect(whole).toMatchObject({ location: { type: "API" }, properties: '{"description":"orders"}' });
  expect(await add({ type: "METHOD", method: "POST" })).toMatchObject({
    location: { type: "METHOD", method: "POST", path: "/" },
  });
  await expect(add({ type: "API" })).rejects.toMatchObject({
    name: "ConflictException",
    message: "Documentation part already exists for the specified location: type 'API'.",
  });
  await expect(add({ type: "PAGE" as "API" })).rejects.toMatchObject({
    name: "ValidationException",
    message:
      "1 validation error detected: Value 'PAGE' at 'createDocumentationPartInput.location.type' failed to satisfy constraint: " +
      "Member must satisfy enum value set: [RESPONSE_BODY, RESPONSE, METHOD, MODEL, AUTHORIZER, RESPONSE_HEADER, RESOURCE, " +
      "PATH_PARAMETER, REQUEST_BODY, QUERY_PARAMETER, API, REQUEST_HEADER]",
  });
  await expect(add({ type: "RESOURCE" }, "orders")).rejects.toMatchObject({ name: "BadRequestException" });
  const methods = await apigateway.send(new GetDocumentationPartsCommand({ restApiId, type: "METHOD" }));
  expect(methods.items).toHaveLength(1);
  const part = { restApiId, documentationPartId: whole.id };
  const patch = (op: "add" | "replace", path: string) =>
    apigateway.send(
      new UpdateDocumentationPartCommand({ ...part, patchOperations: [{ op, path, value: '{"description":"new"}' }] }),
    );
  await expect(patch("add", "/properties")).rejects.toMatchObject({
    message: "Invalid patch path  '/properties' specified for op 'add'. Please choose supported operations",
  });
  await expect(patch("replace", "/location")).rejects.toMatchObject({
    message: "Invalid patch path  '/location' specified for op 'replace'. Must be one of: [/properties]",
  });
  await patch("replace", "/properties");
  const read = () => apigateway.send(new GetDocumentationPartCommand(part));
  expect((await read()).properties).toBe('{"description":"new"}');
  const absent = { name: "NotFoundException", message: "Invalid Documentation part identifier specified" };
  await apigateway.send(new DeleteDocumentationPartCommand(part));
  await expect(read()).rejects.toMatchObject(absent);
  await expect(apigateway.send(new GetDocumentationPartCommand({ ...part, restApiId: "nope" }))).rejects.toMatchObject(
    absent,
  );
  await expect(
    apigateway.send(new DeleteDocumentationPartCommand({ ...part, restApiId: "nope" })),
  ).rejects.toMatchObject({ message: "Invalid API identifier specified 000000000000:nope" });
});
