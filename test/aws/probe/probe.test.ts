import { TestInvokeMethodCommand } from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "vitest";
import { ask, lacksLicence, untilServing } from "../../../src/aws/probe/probe.ts";
import type { Config } from "../../../src/settings/config.ts";
import { fakeContext, identity } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { deadUrl, httpServer, type Reply } from "../../helpers/http-server.ts";

const refused = "Kinesis refused the record.";
const contentType = "application/x-probe";
const ids = {
  restApiId: "api1",
  resourceId: "root1",
  contentType,
  body: "{}",
  refused,
  keyed: false,
  keyRequired: false,
  headers: () => Promise.resolve({ "content-type": contentType }),
};

const through: Reply = { status: 400, body: '{"message":"Kinesis refused the record."}' };
const denied: Reply = {
  status: 403,
  headers: { "x-amzn-errortype": "AccessDeniedException:http://internal.amazon.com/coral/" },
  body: '{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke"}',
};
const forbidden: Reply = {
  status: 403,
  headers: { "x-amzn-errortype": "ForbiddenException" },
  body: '{"message":"Forbidden"}',
};
const unsigned: Reply = {
  status: 403,
  headers: { "x-amzn-errortype": "MissingAuthenticationTokenException" },
  body: '{"message":"Missing Authentication Token"}',
};
const explicitly: Reply = {
  ...denied,
  body: '{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke with an explicit deny"}',
};
const byOwnPolicy: Reply = {
  ...denied,
  body: '{"Message":"User: u is not authorized to perform: execute-api:Invoke with an explicit deny in an identity-based policy"}',
};
const badlySigned: Reply = { ...unsigned, headers: { "x-amzn-errortype": "InvalidSignatureException" } };
const broken: Reply = { status: 500, body: '{"message":"The endpoint cannot write to its stream."}' };

/** What TestInvokeMethod says from inside; undefined: it must not be asked. */
function contextWith(config: Partial<Config> = {}, inside?: number) {
  const ctx = fakeContext(config);
  if (inside !== undefined)
    ctx.aws.apigateway
      .on(TestInvokeMethodCommand)
      .resolves({ status: inside, body: JSON.stringify({ message: inside === 400 ? refused : "inside" }) });
  return ctx;
}

describe("one look", () => {
  test.each<[string, Reply, object]>([
    ["400: Kinesis refused the impossible hash key", through, { type: "serving" }],
    ["500 of the user's own: Kinesis refused all the same", { ...through, status: 500 }, { type: "serving" }],
    [
      "400 for another reason",
      { status: 400, body: '{"message":"Invalid request body"}' },
      { type: "not serving", status: 400, detail: "Invalid request body" },
    ],
    ["200: an emulator stored it", { status: 200 }, { type: "stored" }],
    ["403 Forbidden: not deployed yet", forbidden, { type: "not serving", status: 403, detail: "Forbidden" }],
    ["403 Missing Authentication Token: no such path", unsigned, { type: "not serving", status: 403 }],
    ["500: the role is not there yet", broken, { type: "not serving", status: 500, foreign: false }],
    [
      "502 with a page",
      { status: 502, body: "<html>" },
      { type: "not serving", status: 502, detail: "", foreign: true },
    ],
    ["502 with nothing", { status: 502 }, { type: "not serving", status: 502, foreign: false }],
    [
      "404 in JSON: API Gateway has no such answer",
      { status: 404, body: "{}" },
      { type: "not serving", foreign: true },
    ],
  ])("%s", async (_, reply, verdict) => {
    const server = await httpServer(reply);
    expect(await ask({ ...ids, url: `${server.url}/production` }, contextWith())).toMatchObject(verdict);
    expect(server.asked).toMatchObject([
      {
        method: "POST",
        url: "/production",
        body: "{}",
        headers: { "content-type": "application/x-probe" },
      },
    ]);
  });

  test("a refused connection is no verdict on the proxy, but its code is told", async () => {
    const verdict = await ask({ ...ids, url: await deadUrl() }, contextWith());
    expect(verdict).toEqual({ type: "not serving", status: undefined, detail: "ECONNREFUSED" });
  });

  test.each<[string, Reply, Partial<Config>, string]>([
    ["403 AccessDenied, the resource policy", denied, {}, "address"],
    ["403 where a key is needed that nobody has", forbidden, {}, "key"],
    ["403 AccessDenied, IAM", denied, { auth: "AWS_IAM" }, "permission"],
    ["403 where a signature is of another AWS", badlySigned, { auth: "AWS_IAM" }, "permission"],
    ["403 AccessDenied, the policy for signed calls", explicitly, { auth: "AWS_IAM" }, "address"],
    ["403 AccessDenied, a policy of the caller", byOwnPolicy, { auth: "AWS_IAM" }, "permission"],
  ])("%s: asked from inside", async (_, reply, config, why) => {
    const server = await httpServer(reply);
    const probe = { ...ids, keyRequired: why === "key", url: `${server.url}/production?a=b` };
    const ctx = contextWith(config, 400);
    expect(await ask(probe, ctx)).toEqual({ type: "serving", refused: why });
    expect(ctx.inputs("TestInvokeMethod")).toMatchObject([{ pathWithQueryString: "/?a=b", body: "{}" }]);
    expect(await ask(probe, contextWith(config, 200))).toEqual({ type: "stored" });
    expect(await ask(probe, contextWith(config, 500))).toEqual({ type: "not serving", status: 500, detail: "inside" });
  });

  test.each<[string, Reply, Partial<Config>, boolean]>([
    ["the key is among the headers", forbidden, { apiKey: true }, true],
    ["the signature is among the headers", unsigned, { auth: "AWS_IAM" }, false],
  ])("403 where %s: not there yet", async (_, reply, config, keyed) => {
    const server = await httpServer(reply);
    const verdict = await ask({ ...ids, keyed, url: server.url }, contextWith(config));
    expect(verdict).toMatchObject({ type: "not serving", status: 403 });
  });

  test.each([
    [400, '{"message":"Invalid request body"}', "what fits the schema"],
    [415, '{"message":"Unsupported Media Type"}', "JSON only"],
  ])("%i from inside: it cannot be told from here", async (status, body, detail) => {
    const server = await httpServer(denied);
    const ctx = contextWith();
    ctx.aws.apigateway.on(TestInvokeMethodCommand).resolves({ status, body });
    const verdict = { type: "untold", refused: "address", detail: expect.stringContaining(detail) };
    expect(await untilServing({ ...ids, url: server.url }, ctx)).toEqual(verdict);
    expect(ctx.clock.slept).toEqual([]);
  });
});

test("an emulator that refuses this caller and cannot be asked from inside is not proved to work, nor the contrary", async () => {
  const server = await httpServer(denied);
  const ctx = contextWith({ endpoint: "http://127.0.0.1:4566" });
  ctx.aws.apigateway.on(TestInvokeMethodCommand).rejects(fault("NotImplementedException"));
  expect(await ask({ ...ids, url: server.url }, ctx)).toMatchObject({ type: "untold", refused: "address" });
});

describe("until it serves", () => {
  test("it waits for the role and the deployment, and says for which", async () => {
    const server = await httpServer(forbidden, broken, through);
    const ctx = contextWith();
    expect(await untilServing({ ...ids, url: server.url }, ctx)).toEqual({ type: "serving" });
    expect(ctx.clock.slept).toEqual([1_000, 1_500, 500, 500]);
    expect(ctx.report.texts("wait")).toEqual([
      "waiting until the deployment is there (2 minutes at most)",
      "waiting until API Gateway can use the new role (2 minutes at most)",
    ]);
  });

  test("one good answer proves little while a deployment spreads: three in a row count", async () => {
    const server = await httpServer(through, through, forbidden, through);
    const ctx = contextWith();
    expect(await untilServing({ ...ids, url: server.url }, ctx)).toEqual({ type: "serving" });
    expect(server.asked).toHaveLength(6);
    expect(ctx.clock.slept).toEqual([500, 500, 1_000, 500, 500]);
  });

  test("an emulator is one machine: one answer counts", async () => {
    const server = await httpServer(through);
    const ctx = contextWith({ endpoint: "http://127.0.0.1:4566" });
    expect(await untilServing({ ...ids, url: server.url }, ctx)).toEqual({ type: "serving" });
    expect(server.asked).toHaveLength(1);
    expect(ctx.clock.slept).toEqual([]);
  });

  test("a new API key is waited for", async () => {
    const server = await httpServer(forbidden, through);
    const ctx = contextWith({ apiKey: true });
    expect(await untilServing({ ...ids, keyed: true, url: server.url }, ctx)).toEqual({ type: "serving" });
    expect(ctx.report.texts("wait")).toEqual([
      "waiting until API Gateway knows deployment and API key (2 minutes at most)",
    ]);
  });

  test.each<[Partial<Config>, number]>([
    [{}, 30_000],
    [{ auth: "AWS_IAM" }, 120_000],
  ])("in China what is refused without IAM is refused for want of a licence: %o", async (config, most) => {
    const server = await httpServer(forbidden);
    const china = { ...contextWith(config), identity: { ...identity, partition: "aws-cn" } };
    const verdict = await untilServing({ ...ids, url: server.url }, china);
    expect(verdict).toMatchObject({ type: "not serving", status: 403 });
    expect(lacksLicence(verdict as never, china)).toBe(config.auth === undefined);
    const waited = china.clock.slept.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThan(most - 5_000);
    expect(waited).toBeLessThanOrEqual(most + 5_000);
  });

  test.each<[string, Reply, string | undefined, number]>([
    ["AWS has two minutes", broken, undefined, 120_000],
    [
      "an emulator of API Gateway has as long as a new role may take",
      { ...broken, headers: { "x-amz-apigw-id": "a=" } },
      "http://127.0.0.1:4566",
      45_000,
    ],
    ["another emulator has five seconds", broken, "http://127.0.0.1:4566", 5_000],
  ])("%s, then the last verdict stands", async (_, answer, endpoint, most) => {
    const server = await httpServer(answer);
    const ctx = contextWith({ endpoint });
    expect(await untilServing({ ...ids, url: server.url }, ctx)).toMatchObject({ type: "not serving", status: 500 });
    const waited = ctx.clock.slept.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeLessThanOrEqual(most);
    expect(waited).toBeGreaterThan(most - 5_000);
  });

  describe("where something else than API Gateway answers", () => {
    const pages: readonly Reply[] = [
      { status: 404, headers: { "content-type": "text/html" }, body: "<html>Not Found</html>" },
      { status: 500, body: "<!doctype html>" },
      { status: 404, body: '{"message":"Not Found"}' },
    ];

    test.each(pages)("an emulator has no endpoint there, now or later: $status $body", async (page) => {
      const server = await httpServer(page);
      const ctx = contextWith({ endpoint: "http://127.0.0.1:4566" });
      const verdict = { type: "not serving", status: page.status, foreign: true };
      expect(await untilServing({ ...ids, url: server.url }, ctx)).toMatchObject(verdict);
      expect(ctx.clock.slept).toEqual([]);
      expect(server.asked).toHaveLength(1);
    });

    test.each(pages)("AWS may be about to have one: $status $body", async (page) => {
      const server = await httpServer(page, through);
      const ctx = contextWith();
      expect(await untilServing({ ...ids, url: server.url }, ctx)).toEqual({ type: "serving" });
      expect(ctx.clock.slept).toEqual([1_000, 500, 500]);
    });
  });
});
