import { expect, test } from "vitest";
import { consumerName, isLeft } from "../../../../src/cli/records/fan-out/consumer-name.ts";

const me = { host: "my laptop.local", pid: 4711, start: 1_767_225_600 };
const alive = (pid: number): boolean => pid === 12;

test("a consumer's name holds host, process and start, in the letters that Kinesis takes", () => {
  expect(consumerName(me)).toBe("kinesis-proxy_my-laptop.local_4711_1767225600");
  expect(consumerName({ ...me, host: "h".repeat(300) })).toMatch(/^[a-zA-Z0-9_.-]{1,128}$/);
});

test.each([
  ["of a process that is gone", consumerName({ ...me, pid: 11 }), true],
  ["of a process that runs", consumerName({ ...me, pid: 12 }), false],
  ["of this run", consumerName(me), false],
  ["of an earlier process with the pid of this one", consumerName({ ...me, start: 5 }), true],
  ["of another host", consumerName({ ...me, host: "other", pid: 11 }), false],
  ["of another program", "analytics", false],
  ["of another program with a like name", "kinesis-proxy_my-laptop.local_11", false],
])("a consumer %s: %s is left over: %s", (_what, name, left) => {
  expect(isLeft(name, me, alive)).toBe(left);
});
