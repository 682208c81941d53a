import { X509Certificate } from "node:crypto";
import {
  CreateDeploymentCommand,
  CreateRestApiCommand,
  DeleteClientCertificateCommand,
  GenerateClientCertificateCommand,
  GetClientCertificateCommand,
  GetClientCertificatesCommand,
  GetTagsCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  TagResourceCommand,
  UpdateClientCertificateCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];

beforeAll(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
});
afterAll(async () => {
  apigateway.destroy();
  await local.close();
});

const generate = (description?: string) => apigateway.send(new GenerateClientCertificateCommand({ description }));
const absent = { name: "NotFoundException", message: "Invalid Client Certificate identifier specified" };

test("client certificates hold for a year, are given back, described, tagged and deleted", async () => {
  const { $metadata, ...made } = await generate("first");
  expect($metadata.httpStatusCode).toBe(201);
  const { clientCertificateId, pemEncodedCertificate = "", createdDate, expirationDate } = made;
  expect(clientCertificateId).toMatch(/^[a-z0-9]{6}$/);
  const { validFrom, validTo } = new X509Certificate(pemEncodedCertificate);
  expect([validFrom, validTo].map((date) => new Date(date))).toEqual([createdDate, expirationDate]);
  expect(Number(expirationDate) - Number(createdDate)).toBe(365 * 86_400_000);
  const read = async () => {
    const { $metadata: _, ...shown } = await apigateway.send(new GetClientCertificateCommand({ clientCertificateId }));
    return shown;
  };
  expect(await read()).toEqual({ ...made, tags: {} });
  expect((await apigateway.send(new GetClientCertificatesCommand({}))).items).toEqual([made]);
  const patch = (path: string, value: string) =>
    apigateway.send(
      new UpdateClientCertificateCommand({ clientCertificateId, patchOperations: [{ op: "replace", path, value }] }),
    );
  expect((await patch("/description", "second")).description).toBe("second");
  await expect(patch("/pemEncodedCertificate", "x")).rejects.toThrow("Invalid patch path /pemEncodedCertificate");
  const resourceArn = `arn:aws:apigateway:ap-northeast-2::/clientcertificates/${clientCertificateId}`;
  await apigateway.send(new TagResourceCommand({ resourceArn, tags: { team: "a" } }));
  expect((await apigateway.send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ team: "a" });
  expect(await read()).toEqual({ ...made, description: "second", tags: { team: "a" } });
  await apigateway.send(new DeleteClientCertificateCommand({ clientCertificateId }));
  await expect(read()).rejects.toMatchObject(absent);
  await expect(patch("/description", "x")).rejects.toMatchObject(absent);
});

test("a stage names a certificate that is there, which is not deleted before the stage lets it go", async () => {
  const { id: restApiId = "", rootResourceId } = await apigateway.send(new CreateRestApiCommand({ name: "a" }));
  const method = { restApiId, resourceId: rootResourceId, httpMethod: "GET" };
  await apigateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
  await apigateway.send(new PutIntegrationCommand({ ...method, type: "MOCK" }));
  await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: "s" }));
  const { clientCertificateId } = await generate();
  const name = (value?: string) => {
    const patchOperations = [{ op: "replace" as const, path: "/clientCertificateId", value }];
    return apigateway.send(new UpdateStageCommand({ restApiId, stageName: "s", patchOperations }));
  };
  await expect(name("abcdef")).rejects.toMatchObject(absent);
  expect((await name(clientCertificateId)).clientCertificateId).toBe(clientCertificateId);
  const remove = () => apigateway.send(new DeleteClientCertificateCommand({ clientCertificateId }));
  await expect(remove()).rejects.toMatchObject({ name: "BadRequestException" });
  expect((await name("")).clientCertificateId).toBeUndefined();
  await remove();
});
