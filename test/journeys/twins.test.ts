import {
  CreateApiKeyCommand,
  CreateRestApiCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  GetApiKeysCommand,
  GetRestApisCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
} from "@aws-sdk/client-api-gateway";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Clock } from "../../src/engine/clock.ts";
import { handClock } from "../local/hand-clock.ts";
import { deskAt, type Desk } from "./cli.ts";
import { runBeside, runBy, runHere } from "./in-process.ts";
import { world, type Clients } from "./world.ts";

const flags = ["--local", "--no-probe", "--api-key"];
const owner = { "kinesis-proxy": "api-gateway-kinesis-proxy" };

/** Ids of all that AWS gives an id, and of the keys in the plans. */
async function counted({ apigateway }: Clients) {
  const [apis, keys, plans] = await Promise.all([
    apigateway.send(new GetRestApisCommand({ limit: 500 })),
    apigateway.send(new GetApiKeysCommand({ limit: 500 })),
    apigateway.send(new GetUsagePlansCommand({ limit: 500 })),
  ]);
  const ids = (items: { id?: string | undefined }[] = []) => items.map(({ id }) => id ?? "");
  const members = await Promise.all(
    ids(plans.items).map(async (usagePlanId) => {
      const { items } = await apigateway.send(new GetUsagePlanKeysCommand({ usagePlanId }));
      return ids(items);
    }),
  );
  return { apis: ids(apis.items), keys: ids(keys.items), plans: ids(plans.items), members: members.flat() };
}

/** One of each, and both folders see nothing to do. */
async function settled(clients: Clients, ...desks: readonly Desk[]) {
  const there = await counted(clients);
  expect(there).toEqual({
    apis: [expect.any(String)],
    keys: [expect.any(String)],
    plans: [expect.any(String)],
    members: there.keys,
  });
  for (const desk of desks) {
    expect(await runHere(desk, "up", ...flags)).toMatchObject({ code: 0 });
    expect(await runHere(desk, "plan", "--local")).toMatchObject({ code: 0 });
    expect(await runHere(desk, "status", "--local")).toMatchObject({ code: 0 });
  }
  expect(await counted(clients)).toEqual(there);
  expect(await runHere(desks[0]!, "down", "--local", "--yes")).toMatchObject({ code: 0 });
  expect(await counted(clients)).toEqual({ apis: [], keys: [], plans: [], members: [] });
}

describe("two runs from two folders make one of each", () => {
  test.each([
    "throttle@CreateRestApi*1",
    "slow=600ms@CreateRestApi*1",
    "slow=600ms@CreateRestApi",
    "throttle@CreateUsagePlan*1",
  ])("%s", async (fault) => {
    const { local, clients } = await world({ faults: [fault] });
    const desks = await Promise.all([deskAt(local), deskAt(local)]);
    for (const ended of await Promise.all(desks.map((desk) => runBeside(desk, "up", ...flags))))
      expect([0, 1]).toContain(ended.code);
    for (const desk of desks) await runHere(desk, "up", ...flags);
    await settled(clients, ...desks);
  });
});

/** A local AWS and its users with one clock, which goes on while one of them sleeps. */
async function together(faults: readonly string[]) {
  const time = handClock();
  const there = await world({ faults, clock: time });
  const clock: Clock = {
    now: time.now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      time.move(Math.ceil(ms));
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  return { ...there, clock, time };
}

describe("where lists show what was made 3 s later", () => {
  test.each(["CreateRestApi", "CreateApiKey", "CreateUsagePlan"])(
    "a lost answer to %s makes no second one",
    async (call) => {
      const { local, clients, clock, time } = await together(["list-lag=3s", `lost@${call}`]);
      const desk = await deskAt(local);
      expect(await runBy(clock, desk, "up", ...flags)).toMatchObject({ code: 0 });
      time.move(3_000);
      await settled(clients, desk);
    },
  );

  test("two runs at once end with one of each", async () => {
    const { local, clients, clock, time } = await together(["list-lag=3s"]);
    const desks = await Promise.all([deskAt(local), deskAt(local)]);
    await Promise.all(desks.map((desk) => runBy(clock, desk, "up", ...flags)));
    time.move(3_000);
    for (const desk of desks) {
      expect(await runBy(clock, desk, "up", ...flags)).toMatchObject({ code: 0 });
      time.move(3_000);
    }
    await settled(clients, ...desks);
  });
});

test("what killed runs of a race left is named by status and plan, and taken away by up", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  expect(await runHere(desk, "up", ...flags)).toMatchObject({ code: 0 });
  const before = await counted(clients);
  const { apigateway } = clients;
  await apigateway.send(new CreateRestApiCommand({ name: "twin", tags: owner }));
  const { id: keyId } = await apigateway.send(new CreateApiKeyCommand({ name: "twin", enabled: true, tags: owner }));
  await apigateway.send(new CreateUsagePlanCommand({ name: "twin", tags: owner }));
  const plan = { usagePlanId: before.plans[0], keyId, keyType: "API_KEY" };
  await apigateway.send(new CreateUsagePlanKeyCommand(plan));
  for (const command of ["status", "plan"]) {
    const seen = await runHere(desk, command, "--local");
    expect(seen.code).toBe(3);
    for (const what of ["REST API twin", "API key", "Usage plan twin"])
      expect(seen.stdout).toMatch(new RegExp(`^[!-] ${what}.*\\(`, "m"));
  }
  expect(await runHere(desk, "up", ...flags)).toMatchObject({ code: 0 });
  const { keys: _, members: __, ...rest } = before;
  expect(await counted(clients)).toMatchObject(rest);
  await settled(clients, desk);
});

test("a state file with another API's id: what is ours is found and taken away, the other API stays", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  expect(await runHere(desk, "up", ...flags)).toMatchObject({ code: 0 });
  const { id: other = "" } = await clients.apigateway.send(new CreateRestApiCommand({ name: "theirs" }));
  const [own = ""] = (await counted(clients)).apis.filter((id) => id !== other);
  const folder = join(desk.folder, ".kinesis-proxy");
  for (const file of await readdir(folder)) {
    const text = await readFile(join(folder, file), "utf8");
    await writeFile(join(folder, file), text.replaceAll(`"id": "${own}"`, `"id": "${other}"`));
  }
  expect(await runHere(desk, "down", "--local", "--yes")).toMatchObject({ code: 0 });
  expect(await counted(clients)).toEqual({ apis: [other], keys: [], plans: [], members: [] });
});
