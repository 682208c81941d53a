import { describe, expect, test } from "vitest";
import { parseRule } from "../../../src/local/faults/rule.ts";

describe("a fault rule", () => {
  test.each([
    ["throttle", { kind: "throttle", where: { type: "all" }, times: Infinity, percent: 100 }],
    ["slow=100ms", { kind: "slow", ms: 100 }],
    ["slow=2m@iam", { kind: "slow", ms: 120_000, where: { type: "name", name: "iam" } }],
    ["throttle@PutMethod*2", { kind: "throttle", where: { type: "name", name: "PutMethod" }, times: 2 }],
    ["error~10%", { kind: "error", percent: 10, times: Infinity }],
    ["lost@CreateRestApi", { kind: "lost", times: 1 }],
    ["lost@CreateRestApi*3", { kind: "lost", times: 3 }],
    ["die-after@#17", { kind: "die-after", where: { type: "call", number: 17 }, times: 1 }],
    ["list-lag=3s", { type: "account", kind: "list-lag", value: 3_000 }],
    ["iam-lag=10s", { type: "account", kind: "iam-lag", value: 10_000 }],
    ["stream-create=5s", { type: "account", kind: "stream-create", value: 5_000 }],
    ["rates", { type: "account", kind: "rates" }],
    ["partial=10%", { type: "account", kind: "partial", value: 10 }],
  ])("%s", (text, expected) => expect(parseRule(text)).toMatchObject(expected));

  test.each([
    ["", "is not a fault"],
    ["throttle@", "is not a fault"],
    ["slow", "slow takes a duration"],
    ["slow=soon", "it takes a duration"],
    ["throttle=3", "throttle takes no value"],
    ["melt", "there is no fault melt"],
    ["partial=lots", "partial takes a share"],
    ["partial=0%", "from 1% to 100%"],
    ["partial=101%", "from 1% to 100%"],
    ["iam-lag=10s@PutMethod", "takes no @"],
    ["throttle*0", "would never strike"],
    ["cut@#0", "would never strike"],
    ["throttle~200%", "would never strike"],
  ])("%j is refused with a sentence", (text, message) => expect(() => parseRule(text)).toThrow(message));
});
