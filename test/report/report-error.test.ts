import { describe, expect, test } from "vitest";
import { CliError, DriftError, InterruptedError, UsageError } from "../../src/engine/errors.ts";
import { ErrorWithResult } from "../../src/report/error-with-result.ts";
import { reportError } from "../../src/report/report-error.ts";
import { fakeIo } from "../helpers/fake-io.ts";

const quiet = { json: false, debug: false, colors: "auto" as const, proxyFlags: {} };

async function told(error: unknown, options: Partial<typeof quiet> = {}) {
  const io = await fakeIo();
  reportError(error, io, { ...quiet, ...options });
  return io;
}

test("a foreseen failure is a sentence and a hint, without a stack", async () => {
  const { stdout, stderr } = await told(new UsageError("There is no region.", "Pass --region."));
  expect(stderr.text).toBe("error: There is no region.\nhint:  Pass --region.\n");
  expect(stdout.text).toBe("");
});

test("--debug shows where it came from, down to the cause", async () => {
  const error = new CliError("It failed.", { cause: new Error("socket hang up") });
  const { stderr } = await told(error, { debug: true });
  expect(stderr.text).toMatch(
    /CliError: It failed\.\n +at [^]*caused by: Error: socket hang up\n +at [^]*error: It failed\.\n$/,
  );
});

test.each([new TypeError("x is not a function"), "a text"])("%s is a bug, and said to be ours", async (error) => {
  const { stderr } = await told(error);
  expect(stderr.text).toMatch(/hint: {2}This is a bug in kinesis-proxy/);
  expect(stderr.text.includes("    at ")).toBe(error instanceof Error);
});

test("Ctrl-C where nothing is left to do is not worth a word, but a document that was asked for", async () => {
  const plain = await told(new InterruptedError());
  expect(plain.stderr.text + plain.stdout.text).toBe("");
  const { stdout } = await told(new InterruptedError(), { json: true });
  expect(JSON.parse(stdout.text)).toEqual({ error: { message: "Interrupted.", exitCode: 130 } });
});

test("a failure with an answer gives both: lines on stdout, or one document", async () => {
  const error = new ErrorWithResult("Two failed.", { hint: "Wait." }, { value: { sent: 5 }, lines: ["5 sent"] });
  const plain = await told(error);
  expect(plain.stdout.text).toBe("5 sent\n");
  expect(plain.stderr.text).toBe("error: Two failed.\nhint:  Wait.\n");
  const { stdout } = await told(error, { json: true });
  expect(JSON.parse(stdout.text)).toEqual({ sent: 5, error: { message: "Two failed.", hint: "Wait.", exitCode: 1 } });
});

describe("with --json", () => {
  test.each([
    [new DriftError("It differs.", [], "Change it."), { message: "It differs.", hint: "Change it.", exitCode: 3 }],
    [new CliError("It failed."), { message: "It failed.", exitCode: 1 }],
    [new TypeError("x"), { message: "x", hint: expect.stringContaining("bug"), exitCode: 1 }],
  ])("%s is one document on stdout", async (error, document) => {
    const { stdout } = await told(error, { json: true });
    expect(JSON.parse(stdout.text)).toEqual({ error: document });
  });
});
