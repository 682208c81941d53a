import { expect, test } from "vitest";
import { jsonReporter } from "../../src/report/json-reporter.ts";
import { fakeIo } from "../helpers/fake-io.ts";

test("stdout is one JSON document; of the story only warnings are told", async () => {
  const io = await fakeIo();
  const report = jsonReporter(io, { debug: false });
  const title = "IAM role orders";
  report.event({ type: "step.start", step: "role", title });
  report.event({ type: "step.done", step: "role", title, outcome: "created", detail: undefined });
  report.event({ type: "note", text: "The endpoint works." });
  report.event({ type: "wait", text: "waiting" });
  report.event({ type: "warning", text: "Mind the gap." });
  report.result({ url: "https://one", text: "ü\u001b" }, ["for people"]);
  report.close();
  expect(JSON.parse(io.stdout.text)).toEqual({ url: "https://one", text: "ü\u001b" });
  expect(io.stdout.text).not.toContain("\u001b");
  expect(io.stderr.text).toBe("warning: Mind the gap.\n");
});

test("a command that goes on for long tells its waits on stderr, a JSON document a line", async () => {
  const io = await fakeIo();
  const report = jsonReporter(io, { debug: false, tells: true });
  report.event({ type: "wait", text: "Kinesis throttles reads" });
  report.event({ type: "warning", text: "still" });
  report.event({ type: "progress", text: "1 record/s" });
  expect(io.stderr.text).toBe('{"type":"wait","text":"Kinesis throttles reads"}\n{"type":"warning","text":"still"}\n');
  expect(io.stdout.text).toBe("");
});

test("a request to the local AWS is a document on a line of stdout", async () => {
  const io = await fakeIo();
  const at = Date.UTC(2026, 0, 1);
  const head = { type: "request", id: 1, at, time: "00:00:00.000Z", method: "POST", path: "/\u001b" } as const;
  jsonReporter(io, { debug: false }).event({ ...head, status: 200, ms: 1.6 });
  expect(io.stdout.text).not.toContain("\u001b");
  expect(io.stdout.text).toMatch(/^[^\n]*\n$/);
  expect(JSON.parse(io.stdout.text)).toEqual({
    request: { id: 1, at: "2026-01-01T00:00:00.000Z", method: "POST", path: "/\u001b", status: 200, ms: 2 },
  });
});
