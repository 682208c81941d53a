import { expect, test } from "vitest";
import { allowedCidrs, letsEverybodyIn } from "../../../src/steps/policy/allowed-cidrs.ts";
import { allowPolicy } from "../../../src/steps/policies.ts";
import { foreignPolicies } from "../../helpers/foreign-policies.ts";

const cidrs = ["203.0.113.0/24", "2001:db8::/32", "::/0", "1:2:3:4:5:6:7:8"];
const arn = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5";

test.each(foreignPolicies)("$written: who may call", ({ policy, allows }) => {
  expect(allowedCidrs(JSON.stringify(policy(arn)))).toEqual(allows);
});

test("the list of our own policies, whoever may call beside it", () => {
  for (const signed of [true, false])
    for (const preflight of [true, false])
      expect(allowedCidrs(JSON.stringify(allowPolicy(cidrs, { signed, preflight })))).toEqual(cidrs);
  const one = JSON.stringify(allowPolicy(["203.0.113.7"]));
  expect(allowedCidrs(one.replace('["203.0.113.7"]', '"203.0.113.7"'))).toEqual(["203.0.113.7"]);
});

const allow = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const from = (list: unknown) => ({ IpAddress: { "aws:SourceIp": list } });
const butFrom = (list: unknown) => ({ NotIpAddress: { "aws:SourceIp": list } });

test("several Allows are one list, in any of AWS's spellings", () => {
  const second = { ...allow, Principal: { AWS: ["*"] }, Action: ["execute-api:*"], Condition: from("10.0.0.0/8") };
  const Statement = [{ ...allow, Resource: [`${arn}/*/*/*`], Condition: from(cidrs) }, second];
  expect(allowedCidrs(JSON.stringify({ Statement }))).toEqual([...cidrs, "10.0.0.0/8"]);
});

test.each<[string, unknown]>([
  ["nothing", []],
  ["everybody", allow],
  ["a list, and everybody", [allow, { ...allow, Condition: from(cidrs) }]],
  ["all but a list", { ...allow, Condition: butFrom(cidrs) }],
  ["a list of one stage", { ...allow, Resource: "execute-api:/production/*", Condition: from(cidrs) }],
  ["a list of one method", { ...allow, Resource: "execute-api:/*/GET/*", Condition: from(cidrs) }],
  ["a list with another condition", { ...allow, Condition: { ...from(cidrs), Bool: { "aws:SecureTransport": true } } }],
  ["a list by another key", { ...allow, Condition: { IpAddress: { "aws:VpcSourceIp": cidrs } } }],
  ["a list for one caller", { ...allow, Principal: { AWS: "111122223333" }, Condition: from(cidrs) }],
  [
    "two Denies",
    [allow, ...[cidrs, "10.0.0.0/8"].map((one) => ({ ...allow, Effect: "Deny", Condition: butFrom(one) }))],
  ],
  [
    "a Deny for some callers",
    [allow, { ...allow, Effect: "Deny", Principal: { AWS: "111122223333" }, Condition: butFrom(cidrs) }],
  ],
  ...["office", "10.0.0.0/40", "10.0.0", "10.0.0.256", "1:2:3", "2001:db8::x", "::/129", "::/64/1"].map(
    (one): [string, unknown] => [one, { ...allow, Condition: from(["10.0.0.0/8", one]) }],
  ),
])("%s is no list of who may call", (_, Statement) => {
  expect(allowedCidrs(JSON.stringify({ Version: "2012-10-17", Statement }))).toBeUndefined();
});

test.each(["null", "no JSON", ""])("%j is no policy", (text) => expect(allowedCidrs(text)).toBeUndefined());

test.each<[unknown, boolean]>([
  [allow, true],
  [
    [
      { ...allow, Condition: from(cidrs) },
      { ...allow, Principal: { AWS: "*" }, Resource: `${arn}/*` },
    ],
    true,
  ],
  [[], false],
  [{ ...allow, Condition: from(cidrs) }, false],
  [{ ...allow, Principal: { AWS: "111122223333" } }, false],
  [{ ...allow, Resource: "execute-api:/production/*" }, false],
  [[allow, { ...allow, Effect: "Deny", Condition: butFrom(cidrs) }], false],
])("%j lets everybody in: %j", (Statement, everybody) => {
  expect(letsEverybodyIn(JSON.stringify({ Version: "2012-10-17", Statement }))).toBe(everybody);
});
