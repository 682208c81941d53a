import { GetRestApisCommand, UpdateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allowPolicy, readAllowPolicy, unescapePolicy } from "../../src/steps/policies.ts";
import { hereAt, runHere } from "./in-process.ts";
import { post, recordsOf, world } from "./world.ts";

const refused = { status: 403, body: expect.stringContaining("not authorized to perform: execute-api:Invoke") };

test("allow-ips lets only the listed addresses call, at once; --list shows them, --clear lets everybody call", async () => {
  const { local, clients } = await world();
  const desk = await hereAt(local);
  const { url = "" } = await desk.json("up", "--local");
  expect((await post(url, "{}")).status).toBe(200);

  const narrowed = await desk.run("allow-ips", "203.0.113.0/24", "2001:db8::1", "--local", "--yes");
  expect(narrowed).toMatchObject({ code: 0, stdout: "203.0.113.0/24\n2001:db8::1/128\n" });
  expect(narrowed.stderr).toContain("requests from this machine are refused (403)");
  expect(await post(url, "{}")).toMatchObject(refused);
  const { stderr } = await runHere(desk, "send", "--local");
  expect(stderr).toContain('with an explicit deny in a resource-based policy"}\nhint:');
  expect(await desk.json("allow-ips", "--list", "--local")).toEqual({
    allow: ["203.0.113.0/24", "2001:db8::1/128"],
    policy: true,
  });

  expect((await desk.run("allow-ips", "127.0.0.1", "--local", "--yes")).code).toBe(0);
  expect((await post(url, "{}")).status).toBe(200);

  expect((await desk.run("allow-ips", "--clear", "--local", "--yes")).code).toBe(0);
  expect((await post(url, "{}")).status).toBe(200);
  expect(await desk.json("allow-ips", "--list", "--local")).toEqual({ allow: [], policy: false });
  expect(await recordsOf(clients)).toHaveLength(3);
});

test.each([
  ["", true],
  ["--allow-ips 0.0.0.0/0 ::/0", true],
  ["--api-key --batch-path /batch", false],
  ["--auth iam", false],
  ["--allow-ips 127.0.0.1", false],
])("up %s and status say whether anybody may call: %s", async (flags, open) => {
  const { local } = await world();
  const desk = await hereAt(local);
  const run = (words: string) => runHere(desk, ...words.split(" ").filter(Boolean), "--local");
  const [up, asJson, status] = [await run(`up ${flags}`), await run("status --json"), await run("status")];
  expect(up.stderr.includes("warning: Open to everybody")).toBe(open);
  expect(JSON.parse(asJson.stdout)).toMatchObject({ open });
  expect(status.stdout.includes("! Open to everybody")).toBe(open);
  expect(JSON.parse((await run("up --json")).stdout)).toMatchObject({ open });
  expect([up.code, status.code]).toEqual([0, 0]);
});

test("allow-ips without the state file changes who may call, and not what becomes of a request", async () => {
  const { local, clients } = await world();
  const desk = await hereAt(local);
  const { url = "" } = await desk.json("up", "--local", "--partition-key", "header:X-User", "--envelope");
  await rm(join(desk.folder, ".kinesis-proxy"), { recursive: true });

  const { code, stderr } = await runHere(desk, "allow-ips", "127.0.0.0/8", "--local", "--yes");
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining("Integration") });
  expect((await post(url, "{}")).status).toBe(200);
  const [record = ""] = (await recordsOf(clients)).map(String);
  expect(JSON.parse(record)).toMatchObject({ body: {}, sourceIp: "127.0.0.1" });
});

test.each([["https://a.example"], ["https://a.example", "http://localhost:3000"], ["*"], ["none"]])(
  "without the state file --cors %s %s is known all the same",
  async (...origins) => {
    const { local } = await world();
    const desk = await hereAt(local);
    expect((await runHere(desk, "up", "--local", "--cors", "https://b.example")).code).toBe(0);
    expect((await runHere(desk, "up", "--local", "--yes", "--cors", ...origins)).code).toBe(0);
    await rm(join(desk.folder, ".kinesis-proxy"), { recursive: true });
    const plan = async () => ({ ...(await runHere(desk, "plan", "--local")), stderr: "" });
    expect(await plan()).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing to do.") });
    expect((await runHere(desk, "up", "--local")).code).toBe(0);
    expect(await plan()).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing to do.") });
  },
);

test("allow-ips --list where nothing is does not say that everybody may call", async () => {
  const { local } = await world();
  const { code, stderr } = await runHere(await hereAt(local), "allow-ips", "--list", "--local");
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining("error: There is no REST API yet.\nhint:"),
  });
});

test("a policy that somebody sets by hand means nothing before a deployment; deploy makes it count, up takes it away", async () => {
  const { local, clients } = await world();
  const desk = await hereAt(local);
  const { url = "", steps } = await desk.json("up", "--local", "--allow-ips", "127.0.0.0/8");
  expect((await post(url, "{}")).status).toBe(200);

  const statement = { Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "*" };
  const value = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const patchOperations = [{ op: "replace" as const, path: "/policy", value }];
  await clients.apigateway.send(new UpdateRestApiCommand({ restApiId: steps["api"]?.id, patchOperations }));
  expect((await post(url, "{}")).status).toBe(200);

  const status = await desk.run("status", "--local");
  expect(status.code).toBe(3);
  expect(status.stdout).toMatch(/^~ .*(policy|allow)/im);

  expect((await desk.json("deploy", "--local")).outcome).toBe("repaired");
  expect((await post(url, "{}")).status).toBe(403);

  expect((await desk.json("up", "--local", "--yes")).steps).toMatchObject({ access: { outcome: "repaired" } });
  expect((await post(url, "{}")).status).toBe(200);
});

test("a door that somebody opened by hand is closed by up without a question: that lets in nobody more", async () => {
  const { local, clients } = await world();
  const desk = await hereAt(local);
  expect((await runHere(desk, "up", "--local", "--allow-ips", "127.0.0.1")).code).toBe(0);
  const statement = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
  const value = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const { items: [api] = [] } = await clients.apigateway.send(new GetRestApisCommand({}));
  const patchOperations = [{ op: "replace" as const, path: "/policy", value }];
  await clients.apigateway.send(new UpdateRestApiCommand({ restApiId: api?.id, patchOperations }));
  expect((await runHere(desk, "plan", "--local")).stdout).not.toContain("Widens");
  expect((await runHere(desk, "up", "--local")).code).toBe(0);
  expect((await runHere(desk, "allow-ips", "--list", "--local")).stdout).toBe("127.0.0.1/32\n");
});

describe("--auth iam with allow-ips", () => {
  const unsigned = "anybody at the address";
  const signed = "the address, and IAM";
  const browsers = "the address, and IAM but for OPTIONS";

  async function started(...flags: readonly string[]) {
    const { local, clients } = await world();
    const desk = await hereAt(local);
    const run = async (...words: readonly string[]) => {
      const ended = await runHere(desk, ...words, "--local");
      expect(ended, words.join(" ")).toMatchObject({ code: 0 });
      return ended;
    };
    const api = async () => (await clients.apigateway.send(new GetRestApisCommand({}))).items![0]!;
    await run("up", "--no-probe", ...flags);
    return {
      clients,
      desk,
      run,
      async callers(): Promise<string> {
        const { id, policy = "" } = await api();
        const { callers } = readAllowPolicy(unescapePolicy(policy), id) ?? {};
        return callers === undefined ? "everybody" : callers.preflight ? browsers : callers.signed ? signed : unsigned;
      },
      async overwrite(text: string): Promise<void> {
        const patchOperations = [{ op: "replace" as const, path: "/policy", value: text }];
        await clients.apigateway.send(new UpdateRestApiCommand({ restApiId: (await api()).id, patchOperations }));
      },
    };
  }

  test("the policy follows --auth before what it fits is deployed, whichever command switches it", async () => {
    const { run, callers, desk } = await started("--allow-ips", "127.0.0.1");
    expect(await callers()).toBe(unsigned);
    await run("put-method", "--auth", "iam");
    expect(await callers()).toBe(signed);
    expect((await run("allow-ips", "--list")).stdout).toBe("127.0.0.1/32\n");
    await run("up", "--no-probe", "--cors", "https://shop.example");
    expect(await callers()).toBe(browsers);
    expect(await runHere(desk, "plan", "--local")).toMatchObject({ code: 0 });
    await run("up", "--no-probe", "--auth", "none", "--yes");
    expect(await callers()).toBe(unsigned);
  });

  test("what an earlier version wrote is drift: status names it, deploy refuses it, up mends it", async () => {
    const { run, callers, overwrite, desk } = await started("--allow-ips", "127.0.0.1", "--auth", "iam");
    expect(await callers()).toBe(signed);
    await overwrite(JSON.stringify(allowPolicy(["127.0.0.1/32"])));
    const status = await runHere(desk, "status", "--local");
    expect(status).toMatchObject({ code: 3, stdout: expect.stringContaining("anybody may call from there") });
    expect(await runHere(desk, "deploy", "--local")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("The resource policy lets everyone call who signs"),
    });
    await run("up", "--no-probe");
    expect(await callers()).toBe(signed);
  });

  test("a lost state file does not lose the addresses, and with them the switch", async () => {
    const { run, callers, desk } = await started("--allow-ips", "127.0.0.1");
    await rm(join(desk.folder, ".kinesis-proxy"), { recursive: true });
    await run("up", "--no-probe", "--auth", "iam");
    expect(await callers()).toBe(signed);
  });
});
