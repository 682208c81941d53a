import { describe, expect, test } from "vitest";
import { ask } from "../../src/cli/terminal/confirm.ts";
import { CliError } from "../../src/engine/errors.ts";
import type { Event } from "../../src/engine/events.ts";
import { main } from "../../src/main.ts";
import { ErrorWithResult } from "../../src/report/error-with-result.ts";
import { chooseReporter } from "../../src/report/choose-reporter.ts";
import { reportError } from "../../src/report/report-error.ts";
import { plainLook } from "./record/plain-look.ts";
import { recordLine } from "../../src/report/record/record-line.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Clears the screen, sets the title (C0 and C1), turns the direction of writing, and forges a line. */
const hostile = "a\u001b[2J\u001b]0;x\u0007\u009b31m\u009dx\u009c\u202eb\u2066\u200f\u061c\ufeff\u2028\rc\u007f\ud800";
const forged = `${hostile}\nerror: forged`;

const obeyed =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;
const plain = { json: false, quiet: false, debug: true, colors: "never" as const, proxyFlags: {} };

const events: readonly Event[] = [
  { type: "steps", steps: [{ name: "role", title: forged }] },
  { type: "step.start", step: "role", title: forged },
  { type: "step.note", step: "role", text: forged },
  { type: "wait", text: forged },
  { type: "progress", text: forged },
  { type: "note", text: forged },
  { type: "warning", text: forged },
  { type: "step.done", step: "role", title: forged, outcome: "created", detail: forged },
  { type: "step.fail", step: "role", title: forged },
  { type: "call", operation: forged, status: 400, attempts: 1, ms: 1, requestId: forged, error: forged },
];

describe("what others wrote is shown, not obeyed, and makes no line of its own", () => {
  test.each([
    ["lines", { debug: true }],
    ["json", { json: true }],
  ])("by the reporter of %s", async (_, options) => {
    const io = await fakeIo();
    const report = await chooseReporter(io, { ...plain, ...options });
    for (const event of events) report.event(event);
    expect(io.stderr.text).not.toMatch(/^error: forged/m);
    report.result({ [forged]: forged }, [forged]);
    expect(io.stderr.text + io.stdout.text).not.toMatch(obeyed);
    expect(io.stderr.text).toContain("\\u001b[2J");
    if ("json" in options) expect(JSON.parse(io.stdout.text)).toEqual({ [forged]: forged });
  });

  test("by the spinner, which itself moves the cursor only", async () => {
    const io = await fakeIo({ tty: true });
    const report = await chooseReporter(io, { ...plain, debug: false });
    for (const event of events) report.event(event);
    report.close();
    // oxlint-disable-next-line no-control-regex
    const own = io.stderr.text.replace(/\u001b\[\??[\d;]*[A-Za-z]/g, "").replaceAll("\r", "");
    expect(own).not.toMatch(obeyed);
    expect(own).toContain("\\u001b[2J");
  });

  test.each([{ debug: true }, { json: true }])(
    "in an error, its hint, its answer and its stack, with %o",
    async (options) => {
      const io = await fakeIo();
      const answer = { value: { [forged]: forged }, lines: [hostile] };
      for (const error of [
        new ErrorWithResult(forged, { hint: forged, cause: new Error(forged) }, answer),
        new CliError(forged, { hint: forged }),
        new TypeError(forged),
        forged,
      ])
        reportError(error, io, { ...plain, ...options });
      expect(io.stderr.text + io.stdout.text).not.toMatch(obeyed);
      if (!("json" in options)) expect(io.stderr.text).toContain("\\u001b[2J");
    },
  );

  test.each(["json", "pretty"] as const)("in a record, %s", (style) => {
    const at = {
      shardId: forged,
      sequenceNumber: "1",
      partitionKey: forged,
      arrivedAt: "2026-01-01T00:00:00.000Z",
      bytes: Buffer.from(""),
    };
    for (const data of [
      { encoding: "text", data: hostile, text: hostile },
      { encoding: "json", data: hostile, text: JSON.stringify({ hostile }) },
    ] as const) {
      const line = String(recordLine({ ...at, ...data } as never, { ...plainLook, style }));
      expect(line).not.toMatch(obeyed);
      if (style === "json") expect(JSON.parse(line)).toMatchObject({ partitionKey: forged });
    }
  });

  test("in a question", async () => {
    const io = await fakeIo({ tty: true, input: "n\n" });
    await ask(io, `Remove ${hostile}?`);
    expect(io.stderr.text).not.toMatch(obeyed);
  });

  test.each([
    ["an unknown member of the settings file", JSON.stringify({ [forged]: 1 }), []],
    ["a bad name in it", JSON.stringify({ name: forged }), []],
    ["a flag", "{}", ["--name", forged]],
    ["an unknown flag", "{}", [`--${forged}`]],
    ["a broken file", `{"a": ${forged}`, []],
  ])("in the refusal of %s", async (_, file, flags) => {
    for (const json of [[], ["--json"]]) {
      const io = await fakeIo();
      await writeFile(join(io.cwd, "kinesis-proxy.json"), file);
      expect(await main(["up", "--local", ...flags, ...json], io)).toBe(2);
      expect(io.stderr.text + io.stdout.text).not.toMatch(obeyed);
      expect(io.stderr.text).not.toMatch(/^error: forged/m);
    }
  });
});
