import { expect, test } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { world } from "./world.ts";

interface Line {
  readonly status: number;
  readonly errorType?: string;
  readonly why?: string;
  readonly method: string;
}

/** A proxy on a local AWS in this process, and requests of known outcome: 6 are stored, 3 get 415, 1 is a PUT. */
async function desk(...flags: readonly string[]) {
  const { local } = await world();
  const io = await fakeIo({});
  const run = async (...words: readonly string[]) => {
    const each = { ...(await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } })), cwd: io.cwd };
    const code = await main([...words, "--local"], each);
    return { code, stdout: each.stdout.text, stderr: each.stderr.text };
  };
  const { stdout: url } = await run("up", "--no-probe", ...flags);
  const body = { body: "{}" };
  const post = (type: string, method: "POST" | "PUT" = "POST") =>
    fetch(url.trim(), { ...body, method, headers: { "content-type": type } });
  for (let count = 0; count < 6; count += 1) await post("application/json");
  for (let count = 0; count < 3; count += 1) await post("text/plain");
  await post("application/json", "PUT");
  const lines = async (...words: readonly string[]): Promise<readonly Line[]> =>
    (await run("logs", "--json", ...words)).stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line);
  return { run, lines };
}

test("each request is a line of the log; a refused one says why; the metrics have the same counts", async () => {
  const { run, lines } = await desk("--access-log");
  expect((await lines()).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 415, 415, 415, 403]);
  const refused = await lines("--status", "415");
  expect(refused.map(({ status, errorType }) => [status, errorType])).toEqual(
    Array.from({ length: 3 }, () => [415, "UNSUPPORTED_MEDIA_TYPE"]),
  );
  expect(refused[0]?.why).toContain("--accept");
  expect((await lines("--status", "4xx", "--grep", "MISSING")).map(({ method }) => method)).toEqual(["PUT"]);
  expect(await lines("--limit", "2")).toHaveLength(2);
  const { metrics } = JSON.parse((await run("metrics", "--json")).stdout) as {
    metrics: Readonly<Record<string, { total: number | null }>>;
  };
  expect(
    ["requests", "successes", "clientErrors", "serverErrors", "recordsIn"].map((name) => metrics[name]?.total),
  ).toEqual([10, 6, 4, 0, 6]);
  expect((await run("metrics")).stdout).toMatch(/^Requests +10 +10 +[▁-█]$/m);
  expect((await run("status")).stdout).toMatch(/^Last hour: 10 requests, 4 4xx, 0 5xx, p99 up to \d+ ms$/m);
});

test("without an access log, there is one clear sentence", async () => {
  const { run } = await desk();
  expect(await run("logs")).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining("The stage production writes no access log.") as string,
  });
});
