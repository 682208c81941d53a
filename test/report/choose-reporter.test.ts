import { describe, expect, test } from "vitest";
import { chooseReporter } from "../../src/report/choose-reporter.ts";
import { colourful } from "../../src/report/io.ts";
import { fakeIo, sink } from "../helpers/fake-io.ts";

const plain = { json: false, quiet: false, debug: false, noColor: false, proxyFlags: {} };
const escape = "\u001b";

/** What a run of one step writes. */
async function run(tty: boolean, options: Partial<typeof plain> = {}, env: Readonly<Record<string, string>> = {}) {
  const io = await fakeIo({ tty, env });
  const report = await chooseReporter(io, { ...plain, ...options });
  const title = "IAM role orders";
  report.event({ type: "step.start", step: "role", title });
  report.event({ type: "step.done", step: "role", title, outcome: "created", detail: undefined });
  report.result({ done: true }, ["done"]);
  report.close();
  return { stdout: io.stdout.text, stderr: io.stderr.text };
}

test("piped: plain lines", async () => {
  expect(await run(false)).toEqual({ stdout: "done\n", stderr: "+ IAM role orders: created\n" });
});

test("on a terminal: something that moves, and in colour", async () => {
  const { stdout, stderr } = await run(true);
  expect(stdout).toBe("done\n");
  expect(stderr).toContain(`${escape}[32m+${escape}[39m IAM role orders: created\n`);
  expect(stderr.length).toBeGreaterThan(60);
});

test.each([[{ quiet: true }], [{ debug: true }], [{ json: true }]])(
  "on a terminal with %j: nothing moves",
  async (options) => {
    const { stderr } = await run(true, options);
    expect(stderr).not.toContain(`${escape}[?25l`);
  },
);

test("--json: a document whether on a terminal or not", async () => {
  for (const tty of [true, false]) expect(JSON.parse((await run(tty, { json: true })).stdout)).toEqual({ done: true });
});

describe("colours", () => {
  test.each<[string, boolean, boolean, Record<string, string>, boolean]>([
    ["a terminal", true, true, {}, false],
    ["a pipe", false, false, {}, false],
    ["--no-color", false, true, {}, true],
    ["NO_COLOR", false, true, { NO_COLOR: "1" }, false],
    ["an empty NO_COLOR", true, true, { NO_COLOR: "" }, false],
    ["a dumb terminal", false, true, { TERM: "dumb" }, false],
  ])("%s: %s", (_, expected, tty, env, noColor) => {
    expect(colourful(sink(tty), env, noColor)).toBe(expected);
  });
});
