import { expect, test } from "vitest";
import { hereAt, runHere } from "../../../journeys/in-process.ts";
import { world } from "../../../journeys/world.ts";

test("url prints the address of each route that is there, and says how to make one that is not", async () => {
  const { local, asked } = await world();
  const desk = await hereAt(local);
  const none = await runHere(desk, "url", "--local");
  expect(none).toMatchObject({ code: 1, stdout: "" });
  expect(none.stderr).toMatch(
    /^error: There is no REST API yet\.\nhint: {2}Run ".*create-api --local" first, or ".*up --local"/m,
  );

  await desk.json("create-api", "--local");
  const early = await runHere(desk, "url", "--local");
  expect(early).toMatchObject({ code: 1, stdout: "" });
  expect(early.stderr).toMatch(/^error: There is no /);

  const { url } = await desk.json("up", "--local", "--batch-path", "/batch", "--path", "/events");
  const before = asked.length;
  expect(await runHere(desk, "url", "--local")).toMatchObject({ code: 0, stdout: `${url}\n`, stderr: "" });
  expect((await runHere(desk, "url", "batch", "--local")).stdout).toBe(`${String(url).replace(/events$/, "batch")}\n`);
  expect(asked.slice(before).filter((name) => /^(Create|Put|Update|Delete)/.test(name))).toEqual([]);
  const json = JSON.parse((await runHere(desk, "url", "--local", "--json")).stdout);
  expect(json).toEqual({ url, apiId: expect.any(String), stage: "production", region: "ap-northeast-2" });

  const health = await runHere(desk, "url", "health", "--local");
  expect(health).toMatchObject({ code: 1, stdout: "" });
  expect(health.stderr).toMatch(/no health route\.\nhint: {2}Run ".*up --health \/health --local"/);
  const wrong = await runHere(desk, "url", "metrics", "--local");
  expect(wrong).toMatchObject({ code: 2, stdout: "" });
  expect(wrong.stderr).toContain('"metrics" is not a route.');
});
