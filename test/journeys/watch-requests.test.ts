import { expect, test } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { world } from "./world.ts";

interface Line {
  readonly id: string;
  readonly status: number;
  readonly errorType?: string;
  readonly why?: string;
}

/** A proxy on a local AWS in this process. */
async function desk(...flags: readonly string[]) {
  const { local } = await world();
  const io = await fakeIo({});
  const run = async (...words: readonly string[]) => {
    const each = { ...(await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } })), cwd: io.cwd };
    const code = await main([...words, "--local"], each);
    return { code, stdout: each.stdout.text, stderr: each.stderr.text };
  };
  const { stdout: url } = await run("up", "--no-probe", ...flags);
  const lines = async (...words: readonly string[]): Promise<readonly Line[]> =>
    (await run("logs", "--json", ...words)).stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line);
  return { run, lines, url: url.trim() };
}

/** Sends requests of known outcome, ten at a time: the id that each got, by its status. */
async function send(url: string, outcomes: Readonly<Record<200 | 403 | 415, number>>) {
  const by = {
    200: ["POST", "application/json"],
    403: ["PUT", "application/json"],
    415: ["POST", "text/plain"],
  } as const;
  const ids: { readonly status: number; readonly id: string }[] = [];
  for (const status of [200, 403, 415] as const) {
    const [method, type] = by[status];
    for (let left = outcomes[status]; left > 0; left -= 10) {
      const some = Array.from({ length: Math.min(10, left) }, async () => {
        const answer = await fetch(url, { method, body: "{}", headers: { "content-type": type } });
        await answer.arrayBuffer();
        ids.push({ status: answer.status, id: answer.headers.get("x-amzn-requestid") ?? "" });
      });
      await Promise.all(some);
    }
  }
  return (fits: (status: number) => boolean): readonly string[] =>
    ids.flatMap(({ status, id }) => (fits(status) ? id : [])).sort();
}

test(
  "a thousand requests of known outcome: the log has just these lines, and the metrics the same counts",
  { timeout: 120_000 },
  async () => {
    const { run, lines, url } = await desk("--access-log");
    const ids = await send(url, { 200: 700, 403: 100, 415: 200 });
    const idsOf = (some: readonly Line[]): readonly string[] => some.map(({ id }) => id).sort();
    const all = await lines();
    expect(all).toHaveLength(1_000);
    expect(idsOf(all)).toEqual(ids(() => true));
    expect(idsOf(await lines("--status", "4xx"))).toEqual(ids((status) => status !== 200));
    const refused = all.filter(({ status }) => status === 415);
    expect(idsOf(refused)).toEqual(ids((status) => status === 415));
    expect(new Set(refused.map(({ errorType }) => errorType))).toEqual(new Set(["UNSUPPORTED_MEDIA_TYPE"]));
    expect(refused[0]?.why).toContain("--accept");
    expect(idsOf(await lines("--status", "4xx", "--grep", "MISSING"))).toEqual(ids((status) => status === 403));
    expect(await lines("--limit", "2")).toHaveLength(2);
    const { metrics } = JSON.parse((await run("metrics", "--json")).stdout) as {
      metrics: Readonly<Record<string, { total: number | null }>>;
    };
    expect(
      ["requests", "successes", "clientErrors", "serverErrors", "recordsIn"].map((name) => metrics[name]?.total),
    ).toEqual([1_000, 700, 300, 0, 700]);
    expect((await run("metrics")).stdout).toMatch(/^Requests +1,000 +[\d,]+ +[▁-█ ]+$/m);
    expect((await run("status")).stdout).toMatch(/^Last hour: 1,000 requests, 300 4xx, 0 5xx, p99 up to \d+ ms$/m);
  },
);

test("the probe's line says that it is one", async () => {
  const { run, lines } = await desk("--access-log");
  await run("up");
  expect(await lines()).toMatchObject([{ status: 400, why: "The probe of up or status: it makes no record." }]);
});

test("lines of an own format have no status to select by, and that is told", async () => {
  const { run, url } = await desk("--access-log", "--access-log-format", "$context.requestId $context.status");
  await send(url, { 200: 0, 403: 2, 415: 1 });
  const told = await run("logs", "--status", "4xx");
  expect(told).toMatchObject({ code: 0, stdout: "" });
  expect(told.stderr).toContain("Left out by --status and --slow: 3 lines of another format");
});

test("no such proxy: metrics says so, as logs does", async () => {
  const { run } = await desk();
  for (const command of ["metrics", "logs"])
    expect(await run(command, "--name", "nolog")).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("There is no REST API yet.") as string,
    });
});

test("without an access log, there is one clear sentence", async () => {
  const { run } = await desk();
  expect(await run("logs")).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining("The stage production writes no access log.") as string,
  });
});
