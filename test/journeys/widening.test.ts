import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UpdateMethodCommand } from "@aws-sdk/client-api-gateway";
import { main } from "../../src/main.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { deskAt, type Desk } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { world } from "./world.ts";

/** A proxy that was brought up with these words, and a way to run the next command there. */
async function proxy(...words: string[]) {
  const { local, clients, asked } = await world();
  const desk = await deskAt(local);
  const first = await runHere(desk, "up", "--local", "--json", ...words);
  expect(first.code).toBe(0);
  return { desk, clients, asked, document: JSON.parse(first.stdout) as Answer };
}

interface Answer {
  readonly steps: { readonly api: { readonly id: string }; readonly method: { readonly resourceId: string } };
}

const changes = (asked: readonly string[]): readonly string[] =>
  asked.filter((one) => /^(POST|PUT|PATCH|DELETE) |^(Create|Update|Delete|Put|Tag|Attach)/.test(one));

async function stateOf({ folder }: Desk): Promise<string | undefined> {
  const [name] = await readdir(join(folder, ".kinesis-proxy")).catch(() => [undefined]);
  return name && (await readFile(join(folder, ".kinesis-proxy", name), "utf8"));
}

const wide = ["--allow-ips", "10.0.0.0/8", "2001:db8::/32"];

const widens: readonly (readonly [string, readonly string[], readonly string[], string])[] = [
  ["up that clears the addresses", wide, ["up", "--allow-ips", "0.0.0.0/0"], "0.0.0.0/0"],
  ["allow-ips --clear", wide, ["allow-ips", "--clear"], "every address"],
  ["allow-ips with one more address", wide, ["allow-ips", "10.0.0.0/8", "192.0.2.1"], "192.0.2.1/32"],
  ["allow-ips with a wider range", wide, ["allow-ips", "10.0.0.0/7"], "10.0.0.0/7"],
  ["up that takes unsigned requests", ["--auth", "iam"], ["up", "--auth", "none"], "requests without a signature"],
  ["put-method, likewise", ["--auth", "iam"], ["put-method", "--auth", "none"], "requests without a signature"],
  [
    "up that moves the path and takes unsigned requests there",
    ["--auth", "iam"],
    ["up", "--auth", "none", "--path", "/new"],
    "requests without a signature",
  ],
];

describe("a run that lets more callers in wants --yes where nobody can be asked, and touches nothing without it", () => {
  test.each(widens)("%s", async (_, before, words, who) => {
    const { desk, asked } = await proxy(...before);
    const state = await stateOf(desk);
    const already = asked.length;
    const refused = await runHere(desk, ...words, "--local", "--no-color");
    expect(refused.stderr).toContain(
      `error: This lets in who may not call now: ${who}. There is no terminal to ask on.\nhint:  Pass --yes to go ahead without being asked.\n`,
    );
    expect(refused.code).toBe(2);
    expect(changes(asked.slice(already))).toEqual([]);
    expect(await stateOf(desk)).toBe(state);

    const planned = await runHere(desk, ...words, "--local", "--dry-run", "--json");
    expect(JSON.parse(planned.stdout)).toMatchObject({ widens: [who] });
    expect((await runHere(desk, ...words, "--local", "--dry-run")).stdout).toContain(`! Widens who may call: ${who}\n`);
    expect((await runHere(desk, ...words, "--local", "--yes")).code).toBe(0);
    expect((await runHere(desk, ...words, "--local", "--dry-run")).stdout).not.toContain("Widens");
  });

  test("up that wants no API key any more", async () => {
    const { desk } = await proxy("--api-key", "--batch-path", "/many");
    const keyless = { ...desk, env: { ...desk.env, KINESIS_PROXY_API_KEY: "false" } };
    const refused = await runHere(keyless, "up", "--local");
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("requests without an API key") });
    expect((await runHere(keyless, "up", "--local", "--yes")).code).toBe(0);
  });

  test("put-integration, where it would mend a method that somebody closed by hand; with the state lost too", async () => {
    const { desk, clients, document } = await proxy();
    const at = { restApiId: document.steps.api.id, resourceId: document.steps.method.resourceId, httpMethod: "POST" };
    const patchOperations = [{ op: "replace" as const, path: "/authorizationType", value: "AWS_IAM" }];
    await clients.apigateway.send(new UpdateMethodCommand({ ...at, patchOperations }));
    for (const command of ["put-integration", "put-method", "up"]) {
      expect(await runHere(desk, command, "--local")).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("requests without a signature"),
      });
    }
    await rm(join(desk.folder, ".kinesis-proxy"), { recursive: true });
    expect(await runHere(desk, "up", "--local")).toMatchObject({ code: 2 });
    expect((await runHere(desk, "create-stream", "--local")).code).toBe(0);
  });
});

describe("a run that lets nobody more in does not ask", () => {
  test.each([
    ["a first run", [], ["up", "--name", "other", "--auth", "none", "--allow-ips", "0.0.0.0/0"]],
    ["the same again", wide, ["up"]],
    ["fewer addresses", wide, ["up", "--allow-ips", "10.1.0.0/16"]],
    ["the same addresses in other words", wide, ["allow-ips", "10.0.0.0/9", "10.128.0.0/9"]],
    ["addresses where all could call", [], ["allow-ips", "127.0.0.0/8"]],
    ["signatures wanted", [], ["up", "--auth", "iam", "--api-key"]],
    ["something else", [...wide, "--auth", "iam"], ["up", "--shards", "2", "--newline", "--path", "/new"]],
  ])("%s", async (_, before, words) => {
    const { desk } = await proxy(...before);
    expect(await runHere(desk, ...words, "--local")).toMatchObject({ code: 0 });
  });

  test("nor asks AWS more than once for what the run asks for anyway", async () => {
    const { desk, asked } = await proxy("--allow-ips", "127.0.0.1");
    const count = async (...words: string[]): Promise<number> => {
      const before = asked.length;
      await runHere(desk, "up", "--local", "--no-probe", ...words);
      return asked.length - before;
    };
    expect(await count()).toBe(await count("--yes"));
  });
});

test("at a terminal it asks: no changes nothing, yes goes ahead", async () => {
  const { desk, asked } = await proxy("--auth", "iam");
  for (const [input, said] of [
    ["n\n", "Nothing was changed.\n"],
    ["y\n", expect.stringMatching(/^http/)],
  ] as const) {
    const io = { ...(await fakeIo({ tty: true, input, env: desk.env })), cwd: desk.folder };
    const already = asked.length;
    const exitCode = await main(["up", "--local", "--auth", "none"], io, { clock: fakeClock(Date.now()) });
    expect(io.stderr.text).toContain(
      "This lets in who may not call now: requests without a signature.\nGo ahead? [y/N] ",
    );
    expect({ exitCode, said: io.stdout.text }).toEqual({ exitCode: 0, said });
    expect(changes(asked.slice(already)).length > 0).toBe(input === "y\n");
  }
});
