import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { spinnerReporter } from "../../src/report/spinner-reporter.ts";
import { fakeIo } from "../helpers/fake-io.ts";

const title = "Kinesis stream orders";
const hidden = "\u001b[?25l";
const shown = "\u001b[?25h";

async function terminal() {
  const { stdout, stderr, ...io } = await fakeIo({ tty: true });
  const report = await spinnerReporter({ ...io, stdout, stderr }, { colour: false, quiet: false, debug: false });
  return { report, stdout, text: () => stderr.text };
}

test("what is under way is named, and one line of it is kept", async () => {
  const { report, text } = await terminal();
  report.event({ type: "step.start", step: "stream", title });
  report.event({ type: "step.start", step: "role", title: "IAM role orders" });
  expect(stripVTControlCharacters(text())).toContain(title);
  report.event({ type: "step.done", step: "stream", title, outcome: "created", detail: undefined });
  report.event({ type: "step.done", step: "role", title: "IAM role orders", outcome: "unchanged", detail: undefined });
  report.close();
  expect(text()).toContain("+ Kinesis stream orders: created\n");
  expect(text()).toContain("= IAM role orders: unchanged\n");
});

test("what is under way has a line each, and none is wider than the terminal", async () => {
  const { report, text } = await terminal();
  report.event({ type: "step.start", step: "stream", title });
  report.event({ type: "step.start", step: "role", title: `IAM role ${"x".repeat(100)}` });
  report.close();
  const lines = stripVTControlCharacters(text()).split("\n");
  expect(lines.some((line) => line.includes(title) && !line.includes("IAM role"))).toBe(true);
  expect(Math.max(...lines.map((line) => line.split(/(?=[⠋-⠿])/).at(-1)!.length))).toBeLessThan(80);
});

test("the answer goes to stdout, and the cursor is given back", async () => {
  const { report, stdout, text } = await terminal();
  report.event({ type: "step.start", step: "stream", title });
  expect(text()).toContain(hidden);
  report.result({}, ["https://one"]);
  report.close();
  expect(stdout.text).toBe("https://one\n");
  expect(text().lastIndexOf(shown)).toBeGreaterThan(text().lastIndexOf(hidden));
});

test("a record interrupts nothing but the spinner", async () => {
  const { report, stdout, text } = await terminal();
  report.event({ type: "wait", text: "waiting for records" });
  report.item("record\n");
  report.close();
  expect(stdout.text).toBe("record\n");
  expect(text().lastIndexOf(shown)).toBeGreaterThan(text().lastIndexOf(hidden));
});

test("a run that ends in the middle of a step gives the cursor back", async () => {
  const { report, text } = await terminal();
  report.event({ type: "step.start", step: "stream", title });
  expect(text().lastIndexOf(hidden)).toBeGreaterThan(text().lastIndexOf(shown));
  report.close();
  expect(text().lastIndexOf(shown)).toBeGreaterThan(text().lastIndexOf(hidden));
});
