import { GetApiKeysCommand, GetUsagePlansCommand } from "@aws-sdk/client-api-gateway";
import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deskAt } from "../../../journeys/cli.ts";
import { runHere } from "../../../journeys/in-process.ts";
import { post, world } from "../../../journeys/world.ts";

test("two keys are valid from rotate to --finish, whatever happens between, and no value is anywhere but where it is shown", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  const said: string[] = [];
  /** Runs with --debug, and keeps all that was printed but a value's own answer. */
  const run = async (...words: readonly string[]) => {
    const ended = await runHere(desk, ...words, "--local", "--debug");
    const folder = join(desk.folder, ".kinesis-proxy");
    for (const name of await readdir(folder).catch(() => [])) said.push(await readFile(join(folder, name), "utf8"));
    said.push(ended.stderr.replace(/^(API key: |Try: ).*$/gm, ""));
    return ended;
  };
  const plan = async () => expect(await run("plan")).toMatchObject({ code: 0 });

  const { stdout } = await run("up", "--api-key", "--json");
  const { url, steps } = JSON.parse(stdout);
  const first = steps.key.value as string;
  const sent = (key: string) => post(url, "{}", { "x-api-key": key }).then(({ status }) => status);

  const rotated = await run("key", "rotate");
  expect(rotated.code).toBe(0);
  const second = rotated.stdout.trim();
  expect(second).toMatch(/^\w{20,}$/);
  expect(await Promise.all([first, second].map(sent))).toEqual([200, 200]);

  await plan();
  expect(await run("key", "rotate")).toMatchObject({ code: 3, stdout: "" });
  expect((await run("key", "show")).stdout.trim()).toBe(second);
  expect((await run("status")).stdout).toMatch(
    /^! A key rotation is unfinished: .* key rotate --finish --local" deletes/m,
  );

  // Lost: AWS has both keys, and what the one is to the other.
  await rm(join(desk.folder, ".kinesis-proxy"), { recursive: true });
  expect((await run("up")).stderr).toContain("A key rotation is unfinished");
  expect(await Promise.all([first, second].map(sent))).toEqual([200, 200]);
  await plan();

  const asked = await runHere(desk, "key", "rotate", "--finish", "--local");
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining("Pass --yes") as string });
  expect(await run("key", "rotate", "--finish", "--yes")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Deleted the API key \w+: \w+ is the only one now\.\n$/) as string,
  });
  expect(await Promise.all([first, second].map(sent))).toEqual([403, 200]);
  expect(await run("key", "rotate", "--finish", "--yes")).toMatchObject({
    code: 0,
    stdout: "No rotation is unfinished: there is one key.\n",
  });
  await plan();

  const third = (await run("key", "rotate", "--json")).stdout;
  expect(JSON.parse(third)).toMatchObject({ outcome: "created", oldId: expect.any(String), header: "x-api-key" });
  const values = [first, second, JSON.parse(third).value as string];
  expect(await run("down", "--yes", "--force-stream")).toMatchObject({ code: 0 });
  expect((await clients.apigateway.send(new GetApiKeysCommand({}))).items ?? []).toEqual([]);
  expect((await clients.apigateway.send(new GetUsagePlansCommand({}))).items ?? []).toEqual([]);
  for (const value of values) expect(said.filter((text) => text.includes(value))).toEqual([]);
});

test("a quota is kept by the local AWS, told as what it is, and ended by --no-quota", async () => {
  const { local } = await world();
  const desk = await deskAt(local);
  const up = (...words: readonly string[]) => runHere(desk, "up", "--local", ...words);
  expect((await up("--quota", "10/day")).code).toBe(2);
  expect((await up("--api-key")).code).toBe(0);
  expect((await up("--quota", "2/day")).stderr).toContain("changed (quota: none → 2/day)");
  await up();
  const over = await runHere(desk, "send", "--local");
  expect(over).toMatchObject({ code: 1, stderr: expect.stringContaining("has used up its quota") as string });
  expect((await up()).stderr).toContain("The endpoint works; its API key has used up the quota (429)");
  expect((await runHere(desk, "plan", "--local")).code).toBe(0);
  expect((await up("--no-quota")).stderr).toContain("changed (quota: 2/day → none)");
  expect((await runHere(desk, "plan", "--local")).code).toBe(0);
});
