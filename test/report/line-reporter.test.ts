import { expect, test } from "vitest";
import type { Event } from "../../src/engine/events.ts";
import { lineReporter } from "../../src/report/line-reporter.ts";
import { fakeIo } from "../helpers/fake-io.ts";

const title = "Kinesis stream orders";
const call = {
  type: "call",
  operation: "Kinesis CreateStream",
  status: 200,
  attempts: 2,
  ms: 12,
  requestId: "r1",
} as const;

const story: readonly Event[] = [
  { type: "step.start", step: "stream", title },
  { type: "step.note", step: "stream", text: "waiting until it is ACTIVE" },
  { ...call, error: undefined },
  { type: "step.done", step: "stream", title, outcome: "repaired", detail: "shards: 1 → 2" },
  { type: "step.fail", step: "role", title: "IAM role orders" },
  { type: "note", text: "The endpoint works." },
  { type: "warning", text: "Mind the gap." },
  { type: "wait", text: "waiting for the role" },
  { type: "wait", text: "waiting for the role" },
];

async function told(options: { colour?: boolean; quiet?: boolean; debug?: boolean }) {
  const io = await fakeIo();
  const report = lineReporter(io, { colour: false, quiet: false, debug: false, ...options });
  for (const event of story) report.event(event);
  report.result({ url: "u" }, ["https://one", "two"]);
  return io;
}

test("the story goes to stderr, a line for each fact; the answer to stdout", async () => {
  const { stdout, stderr } = await told({});
  expect(stderr.text.split("\n")).toEqual([
    "Kinesis stream orders: waiting until it is ACTIVE",
    "~ Kinesis stream orders: changed (shards: 1 → 2)",
    "x IAM role orders: failed",
    "The endpoint works.",
    "warning: Mind the gap.",
    "waiting for the role",
    "",
  ]);
  expect(stdout.text).toBe("https://one\ntwo\n");
});

test("quiet leaves warnings and the answer", async () => {
  const { stdout, stderr } = await told({ quiet: true });
  expect(stderr.text).toBe("warning: Mind the gap.\n");
  expect(stdout.text).toBe("https://one\ntwo\n");
});

test("debug shows the calls to AWS", async () => {
  expect((await told({ debug: true })).stderr.text).toContain(
    "debug: Kinesis CreateStream, 200, 2 attempts, 12 ms, r1\n",
  );
});

test("colours dress the mark, never the answer", async () => {
  const { stdout, stderr } = await told({ colour: true });
  expect(stderr.text).toContain("\u001b[33m~\u001b[39m Kinesis stream orders");
  expect(stdout.text).not.toContain("\u001b");
});
