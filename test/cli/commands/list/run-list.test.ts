import { expect, test, vi } from "vitest";
import { httpServer } from "../../../helpers/http-server.ts";
import { hereAt, runHere } from "../../../journeys/in-process.ts";
import { world } from "../../../journeys/world.ts";

vi.setConfig({ testTimeout: 60_000 });

test("list finds the proxies of the region, or of all, without their state files", async () => {
  const { local, asked } = await world();
  const [desk, elsewhere] = [await hereAt(local), await hereAt(local)];
  expect((await runHere(elsewhere, "list", "--local")).stdout).toBe("No proxy in ap-northeast-2.\n");
  const { url } = await desk.json("up", "--local", "--name", "orders");
  await desk.json("create-role", "--local", "--name", "half");
  await desk.json("up", "--local", "--name", "clicks", "--region", "us-east-1", "--path", "/in");

  const here = await runHere(elsewhere, "list", "--local");
  expect(here).toMatchObject({ code: 0, stderr: "" });
  expect(here.stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["name", "region", "stream", "URL"],
    ["half", "ap-northeast-2", "half", "- (no REST API)"],
    ["orders", "ap-northeast-2", "orders", url],
    [""],
  ]);
  const before = asked.length;
  const { proxies, regions } = JSON.parse(
    (await runHere(elsewhere, "list", "--local", "--all-regions", "--json")).stdout,
  );
  expect(proxies).toMatchObject([
    { name: "half", region: "ap-northeast-2" },
    { name: "orders", region: "ap-northeast-2", url, streamName: "orders", stage: "production" },
    { name: "clicks", region: "us-east-1", url: expect.stringMatching(/\/production\/in$/) },
  ]);
  expect(regions).toEqual(expect.arrayContaining(["ap-northeast-2", "eu-central-1", "us-east-1"]));
  expect(regions).not.toEqual(expect.arrayContaining(["cn-north-1"]));
  // The roles once, the APIs once a region, and the stages of each API.
  expect(asked.slice(before).filter((name) => name === "ListRoles")).toHaveLength(1);
  expect(asked.slice(before).filter((name) => name === "GetStages")).toHaveLength(2);
});

test("who may not list roles sees the REST APIs, with a warning", async () => {
  const { local } = await world({ faults: ["deny@ListRoles"] });
  const desk = await hereAt(local);
  await desk.json("up", "--local", "--name", "orders");
  const { code, stdout, stderr } = await runHere(desk, "list", "--local");
  expect(code).toBe(0);
  expect(stdout).toContain("orders");
  expect(stderr).toContain("warning: Roles cannot be listed (iam:ListRoles): what has no REST API is not shown.");
});

test("a region that is closed to the account is left out, and said", async () => {
  const desk = await hereAt({ port: 0 });
  const roles =
    "<ListRolesResponse><ListRolesResult><Roles/><IsTruncated>false</IsTruncated></ListRolesResult></ListRolesResponse>";
  const { url } = await httpServer(({ method, headers }) => {
    if (method === "POST") return { status: 200, body: roles };
    if (headers.authorization?.includes("/eu-west-1/") !== true) return { status: 200, body: "{}" };
    const body = '{"message":"The security token included in the request is invalid."}';
    return { status: 403, headers: { "x-amzn-errortype": "UnrecognizedClientException" }, body };
  });
  const list = (region: string) => runHere(desk, "list", "--endpoint-url", url, "--region", region, "--all-regions");
  const { code, stderr, stdout } = await list("us-east-1");
  expect(code).toBe(0);
  expect(stderr).toContain("Not enabled for this account, or denied: eu-west-1\n");
  expect(stdout).toMatch(/^No proxy in \d+ regions\.\n$/);
  // The region in use is not left out: its refusal is an error.
  expect(await list("eu-west-1")).toMatchObject({ code: 1, stdout: "" });
});
