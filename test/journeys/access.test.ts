import { UpdateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { post, recordsOf, world } from "./world.ts";

const refused = { status: 403, body: expect.stringContaining("not authorized to perform: execute-api:Invoke") };

test("allow-ips lets only the listed addresses call, at once; --list shows them, --clear lets everybody call", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  const { url = "" } = await desk.json("up", "--local");
  expect((await post(url, "{}")).status).toBe(200);

  const narrowed = await desk.run("allow-ips", "203.0.113.0/24", "2001:db8::1", "--local");
  expect(narrowed).toMatchObject({ code: 0, stdout: "203.0.113.0/24\n2001:db8::1/128\n" });
  expect(narrowed.stderr).toContain("requests from this machine are refused (403)");
  expect(await post(url, "{}")).toMatchObject(refused);
  expect(await desk.json("allow-ips", "--list", "--local")).toEqual({
    allow: ["203.0.113.0/24", "2001:db8::1/128"],
    policy: true,
  });

  expect((await desk.run("allow-ips", "127.0.0.1", "--local")).code).toBe(0);
  expect((await post(url, "{}")).status).toBe(200);

  expect((await desk.run("allow-ips", "--clear", "--local")).code).toBe(0);
  expect((await post(url, "{}")).status).toBe(200);
  expect(await desk.json("allow-ips", "--list", "--local")).toEqual({ allow: [], policy: false });
  expect(await recordsOf(clients)).toHaveLength(3);
});

test("a policy that somebody sets by hand means nothing before a deployment; deploy makes it count, up takes it away", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
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

  expect((await desk.json("up", "--local")).steps).toMatchObject({ access: { outcome: "repaired" } });
  expect((await post(url, "{}")).status).toBe(200);
});
