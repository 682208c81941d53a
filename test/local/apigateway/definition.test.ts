import { beforeEach, describe, expect, it } from "vitest";
import { apigatewaySettings } from "../../../src/local/apigateway/index.ts";
import { Fault } from "../../../src/local/fault.ts";
import { controlPlane, kinesisApi, putRecord, region, role } from "./control-plane.ts";
import type { ControlPlane } from "./control-plane.ts";

let plane: ControlPlane;
let names: Awaited<ReturnType<typeof kinesisApi>>;

beforeEach(async () => {
  plane = controlPlane();
  names = await kinesisApi(plane);
});

describe("resources", () => {
  it("come in the order of their paths, with their methods when asked", async () => {
    const resources = `${names.api}/resources`;
    const { body: events } = await plane.call("POST", `${resources}/${names.rootId}`, { pathPart: "events" });
    await plane.call("POST", `${resources}/${names.rootId}`, { pathPart: "a" });
    await plane.call("POST", `${resources}/${String(events["id"])}`, { pathPart: "{id}" });
    const { body } = await plane.call("GET", `${resources}?embed=methods`);
    expect(body).toMatchObject({
      item: [
        { path: "/", resourceMethods: { POST: { methodIntegration: { uri: putRecord } } } },
        { path: "/a", pathPart: "a", parentId: names.rootId },
        { path: "/events" },
        { path: "/events/{id}" },
      ],
    });
    const plain = await plane.call("GET", `${resources}/${names.rootId}`);
    expect(plain.body["resourceMethods"]).toEqual({ POST: {} });
  });

  it("are 300 at most in an API, also by an import, which would take for ever otherwise", async () => {
    const paths = Object.fromEntries(Array.from({ length: 9_000 }, (_, number) => [`/p${number}`, { get: {} }]));
    const definition = { swagger: "2.0", info: { title: "many", version: "1" }, paths };
    const message = expect.stringMatching(/^Maximum number of resources for this API/) as string;
    const refused = { status: 429, body: { message } };
    expect(await plane.call("POST", "/restapis?mode=import", definition)).toMatchObject(refused);
    for (let number = 1; number < 300; number += 1)
      await plane.call("POST", `${names.api}/resources/${names.rootId}`, { pathPart: `p${number}` });
    const one = plane.call("POST", `${names.api}/resources/${names.rootId}`, { pathPart: "one-more" });
    expect(await one).toMatchObject(refused);
  });

  it("take their children with them when they go", async () => {
    const resources = `${names.api}/resources`;
    const { body: a } = await plane.call("POST", `${resources}/${names.rootId}`, { pathPart: "a" });
    const { body: b } = await plane.call("POST", `${resources}/${String(a["id"])}`, { pathPart: "b" });
    await plane.call("POST", `${resources}/${String(b["id"])}`, { pathPart: "c" });
    await plane.call("DELETE", `${resources}/${String(a["id"])}`);
    expect((await plane.call("GET", resources)).body).toMatchObject({ item: [{ path: "/" }] });
  });

  it("move, with all below them, but never below themselves", async () => {
    const resources = `${names.api}/resources`;
    const { body: a } = await plane.call("POST", `${resources}/${names.rootId}`, { pathPart: "a" });
    const { body: b } = await plane.call("POST", `${resources}/${String(a["id"])}`, { pathPart: "b" });
    const move = (id: unknown, value: unknown) =>
      plane.patch(`${resources}/${String(id)}`, { op: "replace", path: "/parentId", value });
    expect((await move(a["id"], b["id"])).body).toEqual({ message: "Resources cannot be cyclical." });
    expect((await move(b["id"], names.rootId)).body).toMatchObject({ path: "/b" });
  });
});

describe("an integration", () => {
  it("loses its responses when it is put again", async () => {
    const integration = { type: "AWS", httpMethod: "POST", uri: putRecord, credentials: role };
    expect((await plane.call("PUT", `${names.method}/integration`, integration)).status).toBe(201);
    expect((await plane.call("GET", `${names.method}/integration/responses/200`)).status).toBe(404);
  });

  it("keeps an empty template as null", async () => {
    const { text } = await plane.call("PUT", `${names.method}/integration/responses/200`, {
      selectionPattern: "",
      responseTemplates: { "application/json": "" },
    });
    expect(text).toContain('"responseTemplates":{"application/json":null}');
    const requestTemplates = { "application/json": "" };
    const integration = { type: "AWS", httpMethod: "POST", uri: putRecord, credentials: role, requestTemplates };
    const { body } = await plane.call("PUT", `${names.method}/integration`, integration);
    expect(body["requestTemplates"]).toEqual({ "application/json": null });
  });
});

describe("a deployment", () => {
  it("needs a method, and an integration on each", async () => {
    const { body: api } = await plane.call("POST", "/restapis", { name: "empty" });
    const url = `/restapis/${String(api["id"])}`;
    const deploy = () => plane.call("POST", `${url}/deployments`, { stageName: "s" });
    expect((await deploy()).body).toEqual({ message: "The REST API doesn't contain any methods" });
    const method = `${url}/resources/${String(api["rootResourceId"])}/methods/GET`;
    await plane.call("PUT", method, { authorizationType: "NONE" });
    expect((await deploy()).body).toEqual({ message: "No integration defined for method" });
    await plane.call("PUT", `${method}/integration`, { type: "MOCK" });
    expect((await deploy()).status).toBe(201);
  });

  it("cannot be deleted while a stage points at it", async () => {
    const deployments = `${names.api}/deployments`;
    const { body: first } = await plane.call("POST", deployments, { stageName: "s", description: "one" });
    const remove = () => plane.call("DELETE", `${deployments}/${String(first["id"])}`);
    expect((await remove()).body).toEqual({
      message: "Active stages pointing to this deployment must be moved or deleted",
    });
    await plane.call("POST", deployments, { stageName: "s" });
    expect((await remove()).status).toBe(202);
    expect((await remove()).status).toBe(404);
  });

  it("tells what each method asks of its callers", async () => {
    const { body } = await plane.call("POST", `${names.api}/deployments`, { description: "d" });
    const url = `${names.api}/deployments/${String(body["id"])}?embed=apisummary`;
    expect((await plane.call("GET", url)).body).toMatchObject({
      description: "d",
      apiSummary: { "/": { POST: { authorizationType: "NONE", apiKeyRequired: false } } },
    });
  });
});

describe("models and validators", () => {
  it("come with the API, and cannot go while a method uses them", async () => {
    const { body } = await plane.call("GET", `${names.api}/models`);
    expect(body).toMatchObject({ item: [{ name: "Empty" }, { name: "Error" }] });
    const model = { name: "Event", contentType: "application/json", schema: '{"type":"object"}' };
    expect((await plane.call("POST", `${names.api}/models`, model)).status).toBe(201);
    await plane.patch(names.method, { op: "add", path: "/requestModels/application~1json", value: "Event" });
    expect((await plane.call("DELETE", `${names.api}/models/Event`)).body).toEqual({
      message: "Cannot delete model 'Event', is referenced in method request: //POST",
    });
    await plane.patch(names.method, { op: "remove", path: "/requestModels/application~1json" });
    expect((await plane.call("DELETE", `${names.api}/models/Event`)).status).toBe(202);
  });
});

describe("gateway responses", () => {
  it("are all there from the start, in the order of their types, and change one by one", async () => {
    const url = `${names.api}/gatewayresponses`;
    const { body } = await plane.call("GET", url);
    const types = (body["item"] as readonly { responseType: string }[]).map((each) => each.responseType);
    expect(types).toHaveLength(21);
    expect(types).toEqual(types.toSorted());
    await plane.call("PUT", `${url}/THROTTLED`, { statusCode: "503" });
    expect((await plane.call("GET", `${url}/THROTTLED`)).body).toEqual({
      defaultResponse: false,
      responseType: "THROTTLED",
      statusCode: "503",
      responseParameters: {},
      responseTemplates: { "application/json": '{"message":$context.error.messageString}' },
    });
    await plane.call("DELETE", `${url}/THROTTLED`);
    expect((await plane.call("GET", `${url}/THROTTLED`)).body).toMatchObject({
      defaultResponse: true,
      statusCode: "429",
    });
  });
});

describe("tags", () => {
  it("are added, read and removed by ARN, on APIs and stages", async () => {
    await plane.call("POST", `${names.api}/deployments`, { stageName: "s" });
    for (const path of [`/restapis/${names.id}`, `/restapis/${names.id}/stages/s`]) {
      const url = `/tags/${encodeURIComponent(`arn:aws:apigateway:${region}::${path}`)}`;
      expect((await plane.call("PUT", url, { tags: { a: "1", b: "2", c: "3" } })).status).toBe(204);
      expect((await plane.call("DELETE", `${url}?tagKeys=a&tagKeys=c`)).status).toBe(204);
      expect((await plane.call("GET", url)).body).toEqual({ tags: { b: "2" } });
      expect((await plane.call("GET", path)).body).toMatchObject({ tags: { b: "2" } });
    }
  });
});

describe("a caller without permission", () => {
  const arn = "arn:aws:sts::000000000000:assumed-role/deployer/s";
  const caller = (denied: string) => ({
    arn,
    userId: "x",
    accessKeyId: "x",
    allows: (action: string, resource: string) => `${action} ${resource}` !== denied,
  });

  it("is told the action and the resource", async () => {
    const resource = `arn:aws:apigateway:${region}::${names.api}`;
    const answer = await plane.call("GET", names.api, undefined, caller(`apigateway:GET ${resource}`));
    expect(answer).toMatchObject({ status: 403, headers: { "x-amzn-ErrorType": "AccessDeniedException" } });
    expect(answer.body["message"]).toBe(
      `User: ${arn} is not authorized to perform: apigateway:GET on resource: ${resource} ` +
        "because no identity-based policy allows the apigateway:GET action",
    );
  });

  it("cannot hand a role to an integration that it may not pass", async () => {
    const integration = { type: "AWS", httpMethod: "POST", uri: putRecord, credentials: role };
    const answer = await plane.call("PUT", `${names.method}/integration`, integration, caller(`iam:PassRole ${role}`));
    expect(answer.status).toBe(403);
    expect(answer.body["message"]).toContain(`iam:PassRole on resource: ${role}`);
  });
});

describe("TestInvokeMethod", () => {
  it("runs the method as it is now, undeployed, with the caller's request", async () => {
    const { body } = await plane.call("POST", names.method, {
      pathWithQueryString: "/?a=b",
      body: "{}",
      headers: { "X-One": "1" },
      stageVariables: { v: "w" },
    });
    expect(body).toEqual({
      status: 200,
      body: "ok",
      headers: { "X-A": "2" },
      multiValueHeaders: { "X-A": ["1", "2"] },
      log: "log\n",
      latency: 3,
    });
    expect(plane.invoked).toMatchObject([
      {
        path: "/",
        query: "a=b",
        body: "{}",
        headers: { "X-One": ["1"] },
        stageVariables: { v: "w" },
        method: { integration: { uri: putRecord } },
      },
    ]);
  });
});

describe("switches", () => {
  it("hold calls to AWS's rates, and say when to come again", async () => {
    apigatewaySettings(plane.account).enforceRates = true;
    const { body: other } = await plane.call("POST", "/restapis", { name: "other" });
    const remove = (id: unknown) => plane.call("DELETE", `/restapis/${String(id)}`);
    expect((await remove(names.id)).status).toBe(202);
    expect(await remove(other["id"])).toMatchObject({
      status: 429,
      headers: { "x-amzn-ErrorType": "TooManyRequestsException", "Retry-After": "30" },
      body: { message: "Too Many Requests" },
    });
    plane.advance(30_000);
    expect((await remove(other["id"])).status).toBe(202);
  });

  it("let somebody refuse an operation by its name", async () => {
    apigatewaySettings(plane.account).refusal = (operation) =>
      operation === "CreateDeployment" ? new Fault("ServiceUnavailableException", "Later", 503) : undefined;
    expect((await plane.call("POST", `${names.api}/deployments`, {})).status).toBe(503);
    expect((await plane.call("GET", names.api)).status).toBe(200);
  });
});
