import { describe, expect, test } from "vitest";
import { chooseReporter } from "../../src/report/choose-reporter.ts";
import { colourful, type Colors } from "../../src/report/io.ts";
import { fakeIo, sink } from "../helpers/fake-io.ts";

const plain = { json: false, quiet: false, debug: false, colors: "auto" as Colors, proxyFlags: {} };
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
  test.each<[string, boolean, boolean, Record<string, string>, Colors]>([
    ["a terminal", true, true, {}, "auto"],
    ["a pipe", false, false, {}, "auto"],
    ["--no-color", false, true, {}, "never"],
    ["NO_COLOR", false, true, { NO_COLOR: "1" }, "auto"],
    ["an empty NO_COLOR", true, true, { NO_COLOR: "" }, "auto"],
    ["a dumb terminal", false, true, { TERM: "dumb" }, "auto"],
    ["--color always into a pipe", true, false, { NO_COLOR: "1" }, "always"],
  ])("%s: %s", (_, expected, tty, env, colors) => {
    expect(colourful(sink(tty), env, colors)).toBe(expected);
  });
});
