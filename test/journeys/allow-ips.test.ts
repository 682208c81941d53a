import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { main } from "../../src/main.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { clientsOf } from "../local/clients.ts";
import { type Ended } from "./cli.ts";
import { hereAt, runHere } from "./in-process.ts";
import { post, world } from "./world.ts";

async function place() {
  const { local } = await world();
  const desk = await hereAt(local);
  const run = (...words: readonly string[]) => runHere(desk, ...words, "--local");
  return { local, desk, run, up: () => run("up", "--no-probe") };
}

test("ranges are added and removed, and the list that is shown is the one that counts", async () => {
  const { run, up } = await place();
  await up();
  expect(await run("allow-ips", "--add", "203.0.113.7")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("There is no list to add to: everybody may call."),
  });
  expect((await run("allow-ips", "127.0.0.0/8", "203.0.113.0/25")).code).toBe(0);
  const more = await run("allow-ips", "--add", "203.0.113.128/25", "2001:db8::1");
  expect(more).toMatchObject({ code: 2, stderr: expect.stringContaining("203.0.113.0/24 2001:db8::1/128") });
  expect((await run("allow-ips", "--add", "203.0.113.128/25", "2001:db8::1", "--yes")).stdout).toBe(
    "127.0.0.0/8\n203.0.113.0/24\n2001:db8::1/128\n",
  );
  expect((await run("allow-ips", "--remove", "203.0.113.0/24")).stdout).toBe("127.0.0.0/8\n2001:db8::1/128\n");
  expect(await run("allow-ips", "--remove", "198.51.100.1")).toMatchObject({ code: 1, stdout: "" });
  expect((await run("allow-ips", "--list")).stdout).toBe("127.0.0.0/8\n2001:db8::1/128\n");
  expect((await run("plan")).stdout).toContain("Nothing to do.");
});

test("--add and --remove start from what AWS has, whichever folder set it", async () => {
  const { local, run, up } = await place();
  await up();
  expect((await run("allow-ips", "127.0.0.0/8")).code).toBe(0);
  const other = await hereAt(local);
  expect((await runHere(other, "allow-ips", "--add", "10.8.0.0/16", "--local", "--yes")).code).toBe(0);
  expect((await run("allow-ips", "--add", "10.10.0.0/16", "--yes")).stdout).toBe(
    "127.0.0.0/8\n10.8.0.0/16\n10.10.0.0/16\n",
  );
  expect((await run("allow-ips", "--remove", "10.8.0.0/16")).stdout).toBe("127.0.0.0/8\n10.10.0.0/16\n");
});

test("two that add a range at the same time both count: the list is read under the lock", async () => {
  const { local, desk, run, up } = await place();
  await up();
  expect((await run("allow-ips", "127.0.0.0/8")).code).toBe(0);
  const clients = clientsOf(local);
  onTestFinished(() => Object.values(clients).forEach((client) => client.destroy()));
  const busy: Ended = { code: null, signal: null, stdout: "", stderr: "" };
  const others: Ended[] = [];
  // The other one runs while this one has read the list and not yet written its own.
  clients.apigateway.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args);
        if (commandName === "GetRestApiCommand" && others.length === 0) {
          others.push(busy);
          others[0] = await run("allow-ips", "--add", "10.8.0.0/16", "--yes");
        }
        return answer;
      },
    { step: "initialize" },
  );
  const io = { ...(await fakeIo({ env: desk.env })), cwd: desk.folder };
  const words = ["allow-ips", "--add", "10.10.0.0/16", "--yes", "--local"];
  expect(await main(words, io, { clients, clock: fakeClock(Date.now()) })).toBe(0);
  expect(others).toMatchObject([{ code: 1, stderr: expect.stringContaining("Another kinesis-proxy is at work here") }]);
  const again = await run("allow-ips", "--add", "10.8.0.0/16", "--yes");
  expect(again.stdout).toBe("127.0.0.0/8\n10.10.0.0/16\n10.8.0.0/16\n");
});

test("a list that kinesis-proxy.json contradicts is told of", async () => {
  const { desk, run, up } = await place();
  await up();
  await desk.file("kinesis-proxy.json", JSON.stringify({ allowIps: ["127.0.0.0/8"] }));
  const says = '"allowIps" in kinesis-proxy.json has another list, and the next up goes back to it.';
  expect((await run("allow-ips", "127.0.0.0/8")).stderr).not.toContain(says);
  expect((await run("allow-ips", "--add", "10.3.0.0/16", "--yes")).stderr).toContain(says);
});

test("both sides are proved on the local AWS, with key and signature too", async () => {
  const { run } = await place();
  for (const flags of [[], ["--api-key"], ["--auth", "iam", "--no-api-key"]]) {
    expect((await run("up", "--yes", ...flags)).code).toBe(0);
    for (const [list, says] of [
      ["0.0.0.0/0", "Proved: 192.0.2.1 may call, and 2001:db8::1 gets 403."],
      ["203.0.113.0/24", "Proved: 203.0.113.0 may call, and 192.0.2.1 gets 403."],
    ] as const)
      expect(await run("allow-ips", list, "--yes")).toMatchObject({ code: 0, stderr: expect.stringContaining(says) });
    expect((await run("allow-ips", "--clear", "--yes")).code).toBe(0);
  }
});

test("at a terminal it asks before it shuts this machine out", async () => {
  for (const [input, list, asks] of [
    ["n\n", "203.0.113.0/24", true],
    ["y\n", "203.0.113.0/24", true],
    ["", "127.0.0.0/8", false],
  ] as const) {
    const { desk, run, up } = await place();
    await up();
    const io = { ...(await fakeIo({ tty: true, input, env: desk.env })), cwd: desk.folder };
    expect(await main(["allow-ips", list, "--local"], io, { clock: fakeClock(Date.now()) })).toBe(0);
    expect(io.stderr.text.includes("This machine calls from 127.0.0.1, which is not in the list")).toBe(asks);
    const { stdout } = await run("allow-ips", "--list");
    expect(stdout).toBe(input === "n\n" ? "" : `${list}\n`);
  }
});

test("without a terminal it shuts this machine out with --yes only, and nothing is touched before", async () => {
  const { local, run, up } = await place();
  await up();
  for (const words of [["203.0.113.7"], ["203.0.113.7", "--stage", "production"]]) {
    const { code, stdout, stderr } = await run("allow-ips", ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    const again = `KINESIS_PROXY_LOCAL_PORT=${local.port} kinesis-proxy allow-ips ${words.join(" ")} --yes --local`;
    expect(stderr).toBe(
      `error: This machine calls from 127.0.0.1, which is not in the list: it will get 403, and there is no terminal to ask on.\nhint:  Run "${again}" to go ahead.\n`,
    );
  }
  expect((await run("allow-ips", "--list")).stdout).toBe("");
  expect((await run("plan")).stdout).toContain("Nothing to do.");
  // A folder without a state file gets none.
  const other = await hereAt(local);
  expect((await runHere(other, "allow-ips", "203.0.113.7", "--local")).code).toBe(2);
  expect(await readdir(other.folder)).toEqual([]);
});

test("a caller may simulate its address on the local AWS, and no template sees how", async () => {
  const { desk, run } = await place();
  const { url = "" } = await desk.json("up", "--local", "--envelope", "X-Local-Source-Ip");
  expect((await run("allow-ips", "203.0.113.0/24", "--yes")).code).toBe(0);
  expect((await post(url, "{}", { "x-local-source-ip": "203.0.113.9" })).status).toBe(200);
  expect((await post(url, "{}", { "x-local-source-ip": "198.51.100.9" })).status).toBe(403);
  expect((await post(url, "{}", { "x-local-source-ip": "somewhere" })).status).toBe(403);
  const { stdout } = await run("read-records");
  expect(JSON.parse(stdout)).toMatchObject({ data: { sourceIp: "203.0.113.9", headers: {} } });
});

describe("lists", () => {
  test("come from a file and from known senders, and the sender's copy can be renewed from a file", async () => {
    const { desk, run, up } = await place();
    await up();
    await desk.file("partners.txt", "203.0.113.7 # one\n\n198.51.100.0/24\n");
    expect((await run("allow-ips", "@partners.txt", "stripe", "--yes")).stdout).toMatch(/^203\.0\.113\.7\/32\n198/);
    const known = await run("allow-ips", "github", "--yes");
    expect(known.stdout).toContain("140.82.112.0/20\n");
    expect(known.stderr).toMatch(/Addresses of github: the copy of \d{4}-\d{2}/);

    await desk.file("meta.json", JSON.stringify({ hooks: ["192.0.2.0/24"], web: ["198.51.100.0/24"] }));
    expect((await run("allow-ips", "github", "--refresh", "meta.json", "--yes")).stdout).toBe("192.0.2.0/24\n");
    expect((await run("allow-ips", "github", "--yes")).stdout).toBe("192.0.2.0/24\n");
    expect(await readdir(join(desk.folder, ".kinesis-proxy"))).toContain("list-github.json");
    const kept = await readFile(join(desk.folder, ".kinesis-proxy", "list-github.json"), "utf8");
    expect(JSON.parse(kept)).toMatchObject({ source: "meta.json", ranges: ["192.0.2.0/24"] });
  });

  test("a sender's copy is kept once the change is made, and a damaged one is named", async () => {
    const { desk, run, up } = await place();
    await up();
    const path = join(desk.folder, ".kinesis-proxy", "list-stripe.json");
    await desk.file("mine.txt", "192.0.2.0/24\n");
    await run("allow-ips", "stripe", "--refresh", "mine.txt", "--dry-run");
    await expect(readFile(path)).rejects.toThrow("ENOENT");
    expect((await run("allow-ips", "stripe", "--refresh", "mine.txt", "--yes")).code).toBe(0);
    expect((await run("allow-ips", "stripe")).stderr).toContain("from mine.txt");
    for (const damaged of ['{"date":"2026-11-01","ranges":[]}', '{"ranges":["rub"]}', "{"]) {
      await writeFile(path, damaged);
      const { code, stderr } = await run("allow-ips", "stripe", "--yes");
      expect({ code, named: stderr.includes("list-stripe.json holds no list of addresses.") }).toEqual({
        code: 2,
        named: true,
      });
    }
  });

  test.each([
    [["@none.txt"], "none.txt cannot be read: it is not there."],
    [["@bad.txt"], 'Line 2 of bad.txt: "203.0.113.1/24" is not a range: the address has bits beyond the 24.'],
    [["appsflyer", "--refresh"], "appsflyer publishes its addresses on a page for people"],
    [["203.0.113.7", "--refresh"], "--refresh needs a sender."],
    [["--add"], "There is no address to allow."],
    [["203.0.113.7", "--add", "--remove"], "--add and --remove exclude each other."],
    [["@large.txt"], "and API Gateway takes 8192."],
  ])("%j is refused before AWS is called", async (words, message) => {
    const { desk, run } = await place();
    await desk.file("bad.txt", "203.0.113.7\n203.0.113.1/24\n");
    const large = Array.from({ length: 500 }, (_, index) => `203.${index % 250}.${Math.floor(index / 250)}.100`);
    await desk.file("large.txt", large.join("\n"));
    expect(await run("allow-ips", ...words, "--debug")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(new RegExp(`error: [^\\n]*${message.replace(/[.()/[\]]/g, "\\$&")}`)),
    });
  });
});
