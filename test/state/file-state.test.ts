import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CliError, UsageError } from "../../src/engine/errors.ts";
import { openState } from "../../src/state/file-state.ts";
import { readState } from "../../src/state/read-state.ts";
import { document, ids, owner, shapes } from "./sample.ts";
import { scratch } from "./scratch.ts";

async function given(content: unknown): Promise<string> {
  const path = join(await scratch(), "orders.json");
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

async function json(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}

describe("where there is no file", () => {
  test("the state is empty, and opening, configuring and forgetting make none", async () => {
    const folder = await scratch();
    const state = await openState(join(folder, "orders.json"), owner, shapes);
    await state.configure({ shards: 2 });
    await state.forget("stream");
    await state.remove();
    expect(state.get("stream")).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  test("the first record makes it, with whose it is and the settings", async () => {
    const path = join(await scratch(), ".kinesis-proxy", "orders.json");
    const state = await openState(path, { ...owner, endpoint: "http://127.0.0.1:4566" }, shapes);
    await state.configure({ shards: 2, stage: undefined });
    await state.record("stream", ids.stream);
    expect(await json(path)).toEqual({
      version: 1,
      name: "orders",
      endpoint: "http://127.0.0.1:4566",
      region: "ap-northeast-2",
      accountId: "111122223333",
      settings: { shards: 2 },
      steps: { stream: ids.stream },
    });
    expect(await readdir(join(path, ".."))).toEqual(["orders.json"]);
  });
});

describe("what is recorded", () => {
  test("is there in the next run, and can be read without naming an owner", async () => {
    const path = await given(document);
    const state = await openState(path, owner, shapes);
    await state.record("role", ids.role);
    await state.forget("stream");
    await state.configure({ stage: "test" });
    const next = await openState(path, owner, shapes);
    expect(next.get("role")).toEqual(ids.role);
    expect(next.get("api")).toEqual(ids.api);
    expect(next.get("stream")).toBeUndefined();
    expect((await readState(path, shapes))?.settings).toEqual({ shards: 2, stage: "test" });
  });

  test("is on disk as soon as the promise resolves, though many record at once", async () => {
    const path = join(await scratch(), "orders.json");
    const state = await openState(path, owner, shapes);
    const record = async (step: keyof typeof ids): Promise<void> => {
      await state.record(step, ids[step]);
      expect(await json(path)).toMatchObject({ steps: { [step]: ids[step] } });
    };
    await Promise.all((Object.keys(ids) as (keyof typeof ids)[]).map((step) => record(step)));
    expect(await json(path)).toMatchObject({ steps: ids });
  });

  test("does not touch the file when it says so already", async () => {
    const path = await given(document);
    const before = await stat(path);
    const state = await openState(path, owner, shapes);
    await state.record("stream", { ...ids.stream });
    await state.configure({ shards: 2 });
    expect((await stat(path)).ino).toBe(before.ino);
  });

  test("leaves members that this program does not know, at every level", async () => {
    const steps = { ...document.steps, stream: { ...ids.stream, note: "mine" }, alarm: { id: "x" } };
    const path = await given({
      $schema: "https://example.com/state.json",
      ...document,
      steps,
      extra: [1, { a: null }],
    });
    const state = await openState(path, owner, shapes);
    await state.record("stream", { ...ids.stream, name: "renamed" });
    expect(await json(path)).toEqual({
      $schema: "https://example.com/state.json",
      ...document,
      steps: { ...steps, stream: { ...ids.stream, name: "renamed", note: "mine" } },
      extra: [1, { a: null }],
    });
  });

  test("learns the account that was not known when the file was made", async () => {
    const { accountId: _, ...unknown } = document;
    const path = await given(unknown);
    await (await openState(path, owner, shapes)).record("stream", ids.stream);
    expect(await json(path)).toMatchObject({ accountId: "111122223333" });
  });

  test("ends as the last of each step says, whatever the order", async () => {
    const folder = await scratch();
    const step = fc.constantFrom("stream", "role", "api", "deployment");
    const act = fc.record({ step, kind: fc.constantFrom("record", "forget"), id: fc.string({ minLength: 1 }) });
    let count = 0;
    const follows = fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const path = join(folder, `${count++}.json`);
      const state = await openState(path, owner, shapes);
      const expected: Record<string, unknown> = {};
      const done = acts.map(({ step: name, kind, id }) => {
        const fresh = Object.fromEntries(Object.keys(ids[name]).map((member) => [member, id]));
        if (kind === "record") expected[name] = fresh;
        else delete expected[name];
        return kind === "record" ? state.record(name, fresh) : state.forget(name);
      });
      await Promise.all(done);
      const written = (await readState(path, shapes))?.steps ?? {};
      expect(written).toEqual(expected);
      const next = await openState(path, owner, shapes);
      for (const name of ["stream", "role", "api", "deployment"] as const)
        expect(next.get(name)).toEqual(expected[name]);
    });
    await fc.assert(follows, { numRuns: 60 });
  });
});

describe("remove", () => {
  test("takes the file away after what is being written, and the next record makes a new one", async () => {
    const path = await given(document);
    const state = await openState(path, owner, shapes);
    await Promise.all([state.record("role", ids.role), state.remove(), state.forget("api")]);
    expect(await readdir(join(path, ".."))).toEqual([]);
    await state.record("api", ids.api);
    expect(await json(path)).toMatchObject({ settings: {}, steps: { api: ids.api } });
  });

  test("takes away a link together with the file it names", async () => {
    const folder = await scratch();
    await writeFile(join(folder, "real.json"), JSON.stringify(document));
    await symlink("real.json", join(folder, "orders.json"));
    const state = await openState(join(folder, "orders.json"), owner, shapes);
    await state.record("role", ids.role);
    expect(await readlink(join(folder, "orders.json"))).toBe("real.json");
    expect(await json(join(folder, "real.json"))).toMatchObject({ steps: { role: ids.role } });
    await state.remove();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a file that is not right", () => {
  const bad: readonly (readonly [string, unknown, RegExp])[] = [
    ["is empty", "", /damaged \(it is empty\)/],
    ["is cut short", JSON.stringify(document).slice(0, 60), /damaged \(it is no JSON, or cut short\)/],
    ["is a list", [], /holds no JSON object/],
    ["is null", "null", /holds no JSON object/],
    ["has no version", { ...document, version: undefined }, /damaged \(version: /],
    ["has a version in words", { ...document, version: "2" }, /damaged \(version: /],
    ["is newer", { version: 2, other: "shape" }, /is of version 2, and this kinesis-proxy knows version 1/],
    ["lacks the region", { ...document, region: undefined }, /damaged \(region: /],
    [
      "has a number for an ARN",
      { ...document, steps: { stream: { name: "a", arn: 5 } } },
      /damaged \(steps\.stream\.arn: /,
    ],
    ["has an empty id", { ...document, steps: { api: { id: "", rootResourceId: "r" } } }, /damaged \(steps\.api\.id: /],
    ["has a command to the terminal for a name", { ...document, name: "a\u001b[2Jb" }, /damaged \(name: expected text/],
    ["has a list of steps", { ...document, steps: [] }, /damaged \(steps: /],
    [
      "has lists within lists without end",
      `{"x":${"[".repeat(9e4)}${"]".repeat(9e4)},${JSON.stringify(document).slice(1)}`,
      /lie too deep in one another/,
    ],
    ["is huge", " ".repeat(1024 * 1024 + 1), /larger than 1 MiB/],
    ["is of another proxy", { ...document, name: "pay" }, /the proxy "pay", and this run is for "orders"/],
    [
      "is of another region",
      { ...document, region: "eu-west-1" },
      /the region eu-west-1, and this run is for ap-northeast-2/,
    ],
    [
      "is of another account",
      { ...document, accountId: "999988887777" },
      /the account 999988887777, and these credentials are of 111122223333/,
    ],
    [
      "is of another endpoint",
      { ...document, endpoint: "http://127.0.0.1:4566" },
      /the endpoint http:\/\/127\.0\.0\.1:4566, and this run is for AWS itself/,
    ],
  ];

  test.each(bad)("that %s is refused in one sentence with a hint, and stays as it is", async (_, content, words) => {
    const path = await given(content);
    const before = await readFile(path);
    const error = await openState(path, owner, shapes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    const { message, hint, exitCode } = error as UsageError;
    expect(message).toMatch(words);
    expect(message).toContain(path);
    expect(message).not.toContain("\n");
    expect(hint).toBeTruthy();
    expect(exitCode).toBe(2);
    expect(before.equals(await readFile(path))).toBe(true);
  });

  test("an endpoint in another spelling is the same endpoint", async () => {
    const path = await given({ ...document, endpoint: "http://127.0.0.1:4566/" });
    const state = await openState(path, { ...owner, endpoint: "http://127.0.0.1:4566" }, shapes);
    expect(state.get("stream")).toEqual(ids.stream);
  });

  test("a folder, a pipe, a link to nothing and a path within a file are refused", async () => {
    const folder = await scratch();
    await mkdir(join(folder, "folder"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    await symlink("nothing", join(folder, "link"));
    await writeFile(join(folder, "file"), "");
    const expected = [
      ["folder", "is a folder"],
      ["pipe", "is not a plain file"],
      ["link", "is a link that leads to no file"],
      ["file/orders.json", "a part of its path is not a folder"],
      ["new/", "is not the path of a file"],
    ] as const;
    for (const [name, words] of expected) {
      const error = await openState(`${folder}/${name}`, owner, shapes).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UsageError);
      expect(error).toMatchObject({ message: expect.stringContaining(words), exitCode: 2 });
    }
  });

  test("any bytes at all give a state that can be written again, or a CliError", async () => {
    const path = join(await scratch(), "orders.json");
    const whole = JSON.stringify(document);
    const cut = fc.nat(whole.length).map((end) => Buffer.from(whole.slice(0, end)));
    const bytes = fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each));
    const member = fc.constantFrom(
      "version",
      "name",
      "region",
      "endpoint",
      "accountId",
      "settings",
      "steps",
      "__proto__",
    );
    const wrong = fc.tuple(member, fc.json()).map(([name, value]) => `${whole.slice(0, -1)},"${name}":${value}}`);
    const step = fc.tuple(fc.constantFrom(...Object.keys(ids)), fc.json());
    const steps = step.map(([name, value]) =>
      JSON.stringify(document).replace('"steps":{', `"steps":{"${name}":${value},`),
    );
    const content = fc.oneof(bytes, cut, fc.json(), wrong, steps);
    const safe = fc.asyncProperty(content, async (text) => {
      await writeFile(path, text);
      try {
        const state = await openState(path, owner, shapes);
        await state.record("key", ids.key);
        expect((await openState(path, owner, shapes)).get("key")).toMatchObject(ids.key);
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        expect(Buffer.from(text).equals(await readFile(path))).toBe(true);
      }
    });
    await fc.assert(safe, { numRuns: 300 });
  });
});
