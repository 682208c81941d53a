import { expect, test } from "vitest";
import { globOf, streamsOf } from "../../../../src/cli/records/streams/streams-of.ts";

const arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";

test("streams are the proxy's, those with these names, or one by its ARN, which says its region", () => {
  expect(streamsOf(undefined, undefined, undefined)).toEqual({ type: "proxy" });
  expect(streamsOf(["a", "b", "a"], undefined, "eu-west-1")).toEqual({
    type: "names",
    names: ["a", "b"],
    patterns: false,
  });
  expect(streamsOf(["orders-*"], undefined, undefined)).toMatchObject({ patterns: true });
  expect(streamsOf(undefined, arn, undefined)).toEqual({ type: "arn", arn, region: "eu-west-1" });
});

test.each([
  [["a"], arn, undefined, "--stream-name and --stream-arn exclude each other."],
  [["a:b"], undefined, undefined, '--stream-name "a:b" is neither the name of a stream nor a pattern.'],
  [[""], undefined, undefined, '--stream-name "" is neither the name of a stream nor a pattern.'],
  [undefined, "orders", undefined, '--stream-arn "orders" is not the ARN of a stream.'],
  [undefined, arn, "us-east-1", `The stream ${arn} is in eu-west-1, not in us-east-1.`],
])("%j and %j in %s is wrong usage", (names, given, region, message) => {
  expect(() => streamsOf(names, given, region)).toThrow(expect.objectContaining({ name: "UsageError", message }));
});

test("an ARN that is given as a name is told where it goes", () => {
  const hint = `An ARN goes with --stream-arn: --stream-arn ${arn}`;
  expect(() => streamsOf([arn], undefined, undefined)).toThrow(expect.objectContaining({ hint }));
});

test.each([
  ["orders-*", ["orders-1", "orders-"], ["orders", "my-orders-1"]],
  ["*", ["a", "a.b"], []],
  ["order?", ["orders", "order1"], ["order", "orders1"]],
  ["a.b*", ["a.b", "a.bc"], ["axb"]],
  ["team-[ab]", ["team-a", "team-b"], ["team-c"]],
  ["team-[!a]", ["team-b"], ["team-a"]],
  ["team-[a-c]*", ["team-b1"], ["team-d"]],
  ["a[", [], ["a"]],
  ["a]", [], ["a"]],
])("the pattern %s", (pattern, fits, not) => {
  const glob = globOf(pattern);
  expect([fits.filter(glob), not.filter(glob)]).toEqual([fits, []]);
});
