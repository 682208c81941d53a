import { DeleteGatewayResponseCommand, GetModelsCommand } from "@aws-sdk/client-api-gateway";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { post, recordsOf, world } from "./world.ts";

interface Document {
  readonly url: string;
  readonly steps: Readonly<Record<string, { readonly outcome: string; readonly id?: string }>>;
}

async function here() {
  const aws = await world();
  const desk = await deskAt(aws.local);
  const up = async (...flags: readonly string[]) => {
    const ended = await runHere(desk, "up", "--local", "--json", ...flags);
    expect(ended).toMatchObject({ code: 0 });
    return JSON.parse(ended.stdout) as Document;
  };
  return { aws, desk, up };
}

const needsId = '{"required":["id"]}';

test.each([false, true])("--schema none switches it off for good, with a lost state file too (%s)", async (lost) => {
  const { aws, desk, up } = await here();
  const { url, steps } = await up("--schema", needsId);
  expect((await post(url, "{}")).status).toBe(400);
  const folder = join(desk.folder, ".kinesis-proxy");
  if (lost) for (const file of await readdir(folder)) await rm(join(folder, file));
  const off = await up("--schema", "none");
  expect(off.steps).toMatchObject({ schema: { outcome: "removed" }, deployment: { outcome: "repaired" } });
  expect((await post(url, "{}")).status).toBe(200);
  const again = await up();
  expect(again.steps).toMatchObject({ method: { outcome: "unchanged" }, deployment: { outcome: "unchanged" } });
  const { items = [] } = await aws.clients.apigateway.send(new GetModelsCommand({ restApiId: steps["api"]?.id }));
  expect(items.map(({ name }) => name)).not.toContain("KinesisProxyEvent");
  expect((await up("--schema", needsId)).steps).toMatchObject({ schema: { outcome: "created" } });
  expect((await post(url, "{}")).status).toBe(400);
});

test("a schema is for JSON: bodies of other types are stored as they are", async () => {
  const { aws, up } = await here();
  const { url } = await up("--schema", needsId, "--accept", "any");
  const bodies: Readonly<Record<string, string>> = { "text/plain": "a", "application/x-www-form-urlencoded": "a=b" };
  for (const [type, body] of Object.entries(bodies))
    expect((await post(url, body, { "content-type": type })).status).toBe(200);
  for (const type of ["application/json", "application/cloudevents+json"])
    expect((await post(url, "{}", { "content-type": type })).status).toBe(400);
  expect((await recordsOf(aws.clients)).map(String)).toEqual(Object.values(bodies));
});

test("a schema whose lists stand in another order is the same schema", async () => {
  const { up } = await here();
  await up("--schema", '{"type":["object","null"],"required":["id","at"],"properties":{"kind":{"enum":["a","b"]}}}');
  const again = await up(
    "--schema",
    '{"required":["at","id"],"properties":{"kind":{"enum":["b","a"]}},"type":["null","object"]}',
  );
  const { schema, deployment } = again.steps;
  expect({ schema, deployment }).toMatchObject({
    schema: { outcome: "unchanged" },
    deployment: { outcome: "unchanged" },
  });
});

test("a sender reads what is wrong with a body, as API Gateway words it, and so does render", async () => {
  const { desk, up } = await here();
  const rules = '{"required":["id"],"properties":{"id":{"pattern":"^\\\\w+$"}}}';
  const { url } = await up("--schema", rules, "--cors", "https://a.example");
  const wanted: Readonly<Record<string, string>> = {
    "{}": '[object has missing required properties (["id"])]',
    '{"id":"\\" \\\\\\n\u2028"}': '[ECMA 262 regex "^\\w+$" does not match input string "" \\\n\u2028"]',
    '{"id":': "[Unknown error parsing request body]",
    "": "[Unknown error parsing request body]",
  };
  for (const [body, error] of Object.entries(wanted)) {
    const answer = await post(url, body);
    expect(JSON.parse(answer.body)).toEqual({ message: "Invalid request body", error });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://a.example");
  }
  const { code, stdout, stderr } = await runHere(desk, "render", "--local", await desk.file("body", '{"id":"!"}'));
  expect(code).toBe(1);
  const error = '[ECMA 262 regex "^\\w+$" does not match input string "!"]';
  expect(JSON.parse((JSON.parse(stdout) as { body: string }).body)).toEqual({ message: "Invalid request body", error });
  expect(stderr).toContain('(Invalid request body: /id: ECMA 262 regex "^\\w+$" does not match input string "!")');
});

test("a schema from before its refusals said why is drift that up repairs, once", async () => {
  const { aws, desk, up } = await here();
  const { url, steps } = await up("--schema", needsId);
  const at = { restApiId: steps["api"]?.id, responseType: "BAD_REQUEST_BODY" } as const;
  await aws.clients.apigateway.send(new DeleteGatewayResponseCommand(at));
  const plan = await runHere(desk, "plan", "--local");
  expect(plan.code).toBe(3);
  expect(plan.stdout).toContain("gateway response BAD_REQUEST_BODY");
  expect((await up()).steps).toMatchObject({ schema: { outcome: "repaired" }, deployment: { outcome: "repaired" } });
  expect((await post(url, "{}")).body).toContain('"error":"[object has missing');
  expect((await runHere(desk, "plan", "--local")).code).toBe(0);
});
