import { expect, test } from "vitest";
import type { Denial, Rulings } from "../../../src/local/policy/denial.ts";
import { parsePolicy } from "../../../src/local/policy/policy.ts";
import { refusedBy } from "../../../src/local/policy/resource-policy.ts";

const role = "arn:aws:iam::1:role/r";
const session = "arn:aws:sts::1:assumed-role/r/s";
const root = "arn:aws:iam::1:root";
const thing = "arn:aws:kinesis:eu-west-1:1:stream/orders";
const ask = { action: "kinesis:PutRecord", resource: thing, context: {} };

const policy = (Effect: string, AWS: string, more: object = {}) =>
  parsePolicy(
    JSON.stringify({ Statement: [{ Effect, Principal: { AWS }, Action: "kinesis:Put*", Resource: thing, ...more }] }),
  );
const asks = (rulings: Rulings, context = {}) => ({
  arn: session,
  names: [session, role],
  context,
  allows: () => rulings.identity === "allowed",
  rulings: () => rulings,
});

const silent = (by: Denial["by"]): Denial => ({ by, explicit: false });
const deny = (by: Denial["by"]): Denial => ({ by, explicit: true });
const none: Rulings = { identity: "none" };
const allowed: Rulings = { identity: "allowed" };

test.each<[string, string, Rulings, Denial | undefined]>([
  ["Allow", session, none, undefined],
  ["Allow", role, none, undefined],
  ["Allow", "*", none, undefined],
  ["Allow", root, none, silent("identity")],
  ["Allow", root, allowed, undefined],
  ["Allow", `${role}2`, none, silent("identity")],
  ["Allow", role, { identity: "denied" }, deny("identity")],
  // What is granted to a role is bounded as what its own policies grant; a session is granted all of it.
  ["Allow", role, { identity: "none", boundary: "none" }, silent("boundary")],
  ["Allow", role, { identity: "none", session: "none" }, silent("session")],
  ["Allow", session, { identity: "none", boundary: "none", session: "none" }, undefined],
  ["Allow", session, { identity: "none", boundary: "denied" }, deny("boundary")],
  ["Deny", "*", allowed, deny("resource")],
  ["Deny", role, allowed, deny("resource")],
  ["Deny", root, allowed, deny("resource")],
  ["Deny", `${role}2`, allowed, undefined],
])("%s to %s, where own policies say %j", (Effect, AWS, own, expected) => {
  expect(refusedBy(policy(Effect, AWS), asks(own), [root, "1"], ask)).toEqual(expected);
});

test("action, resource and condition count", () => {
  const asked = (more: object, context = {}) =>
    refusedBy(policy("Allow", role, more), asks(none, context), [root], ask);
  expect(asked({ Action: "kinesis:GetRecords" })).toEqual(silent("identity"));
  expect(asked({ Resource: `${thing}2` })).toEqual(silent("identity"));
  const Condition = { StringEquals: { "aws:PrincipalTag/team": "a" } };
  expect(asked({ Condition })).toEqual(silent("identity"));
  expect(asked({ Condition }, { "aws:PrincipalTag/team": "a" })).toBeUndefined();
});
