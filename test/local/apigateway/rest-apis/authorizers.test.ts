import {
  CreateAuthorizerCommand,
  CreateRestApiCommand,
  DeleteAuthorizerCommand,
  DeleteMethodCommand,
  GetAuthorizerCommand,
  GetAuthorizersCommand,
  PutMethodCommand,
  UpdateAuthorizerCommand,
} from "@aws-sdk/client-api-gateway";
import type { AuthorizerType } from "@aws-sdk/client-api-gateway";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];
let api: { restApiId: string };
let root: { restApiId: string; resourceId: string; httpMethod: string };

beforeEach(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
  const { id = "", rootResourceId = "" } = await apigateway.send(new CreateRestApiCommand({ name: "guarded" }));
  api = { restApiId: id };
  root = { ...api, resourceId: rootResourceId, httpMethod: "GET" };
});
afterEach(() => local.close());

const identitySource = "method.request.header.Auth";
const authorizerUri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations";
const create = (name: string, type: AuthorizerType) =>
  apigateway.send(new CreateAuthorizerCommand({ ...api, name, type, authorizerUri, identitySource }));

describe("an authorizer", () => {
  it("is created, read, changed and deleted", async () => {
    const made = await create("a", "TOKEN");
    const authorizerId = made.id ?? "";
    const expected = { name: "a", type: "TOKEN", authType: "custom", identitySource: "method.request.header.Auth" };
    expect(made).toMatchObject(expected);
    const providerARNs = ["arn:aws:cognito-idp:us-east-1:000000000000:userpool/p"];
    const patchOperations = [
      { op: "replace", path: "/type", value: "COGNITO_USER_POOLS" },
      { op: "replace", path: "/authorizerResultTtlInSeconds", value: "60" },
      { op: "add", path: "/providerARNs", value: providerARNs[0] },
    ] as const;
    const update = { ...api, authorizerId, patchOperations: [...patchOperations] };
    const changed = { type: "COGNITO_USER_POOLS", authorizerResultTtlInSeconds: 60, providerARNs };
    expect(await apigateway.send(new UpdateAuthorizerCommand(update))).toMatchObject(changed);
    const one = { ...api, authorizerId };
    expect(await apigateway.send(new GetAuthorizerCommand(one))).toMatchObject({ ...expected, ...changed });
    await apigateway.send(new DeleteAuthorizerCommand(one));
    expect((await apigateway.send(new GetAuthorizersCommand(api))).items).toEqual([]);
    await expect(apigateway.send(new GetAuthorizerCommand(one))).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Invalid Authorizer identifier specified",
    });
  });

  it("is for methods of its kind, and stays while one uses it", async () => {
    const { id: authorizerId = "" } = await create("a", "REQUEST");
    const refused = { ...root, authorizationType: "COGNITO_USER_POOLS", authorizerId };
    await expect(apigateway.send(new PutMethodCommand(refused))).rejects.toThrow("Invalid authorizer ID specified.");
    const method = await apigateway.send(new PutMethodCommand({ ...refused, authorizationType: "CUSTOM" }));
    expect(method).toMatchObject({ authorizationType: "CUSTOM", authorizerId });
    const gone = new DeleteAuthorizerCommand({ ...api, authorizerId });
    await expect(apigateway.send(gone)).rejects.toMatchObject({ name: "ConflictException" });
    await apigateway.send(new DeleteMethodCommand(root));
    await apigateway.send(gone);
  });

  it("has a name of its own, and an API", async () => {
    await create("a", "TOKEN");
    await expect(create("a", "TOKEN")).rejects.toThrow(
      "Authorizer name must be unique. Authorizer a already exists in this RestApi.",
    );
    api = { restApiId: "nowhere" };
    await expect(create("b", "TOKEN")).rejects.toMatchObject({
      name: "ConflictException",
      message: "Unable to complete operation due to concurrent modification. Please try again later.",
    });
    await expect(apigateway.send(new GetAuthorizersCommand(api))).rejects.toMatchObject({
      message: "Invalid API identifier specified 000000000000:nowhere",
    });
  });
});
