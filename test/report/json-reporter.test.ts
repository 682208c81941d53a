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
