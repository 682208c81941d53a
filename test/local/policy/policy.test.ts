import { describe, expect, it } from "vitest";
import { evaluate, InvalidPolicy, parsePolicy } from "../../../src/local/policy/policy.ts";
import type { PolicyRequest, Verdict } from "../../../src/local/policy/policy.ts";

const stream = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/orders";
const put: PolicyRequest = { action: "kinesis:PutRecord", resource: stream, context: {} };
const allow = { Effect: "Allow", Action: "*", Resource: "*" };

function verdict(statement: object | readonly object[], request: Partial<PolicyRequest> = {}): Verdict {
  return evaluate(parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement })), { ...put, ...request });
}

function met(condition: object, context: PolicyRequest["context"]): boolean {
  return verdict({ ...allow, Condition: condition }, { context }) === "allowed";
}

describe("a policy", () => {
  it("says nothing to what it does not name", () => {
    expect(verdict({ Effect: "Allow", Action: "kinesis:GetRecords", Resource: "*" })).toBe("none");
    expect(verdict({ Effect: "Allow", Action: "kinesis:PutRecord", Resource: `${stream}-2` })).toBe("none");
  });

  it("takes actions in any case and with wildcards, resources by their exact case", () => {
    expect(verdict({ Effect: "Allow", Action: ["KINESIS:put*"], Resource: stream })).toBe("allowed");
    expect(verdict({ Effect: "Allow", Action: "kinesis:PutRecor?", Resource: "arn:*:stream/ord*" })).toBe("allowed");
    expect(verdict({ ...allow, Resource: stream.toUpperCase() })).toBe("none");
  });

  it("reads NotAction and NotResource as everything else", () => {
    expect(verdict({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })).toBe("allowed");
    expect(verdict({ Effect: "Allow", NotAction: "kinesis:*", Resource: "*" })).toBe("none");
    expect(verdict({ Effect: "Allow", Action: "*", NotResource: stream })).toBe("none");
  });

  it("lets an explicit deny win, wherever it stands", () => {
    const deny = { Effect: "Deny", Action: "kinesis:Put*", Resource: "*" };
    expect(verdict([deny, allow])).toBe("denied");
    expect(verdict([allow, deny])).toBe("denied");
  });

  it("names its principals by ARN, account or service, and anonymous callers only by a star", () => {
    const role = "arn:aws:iam::000000000000:role/writer";
    const caller = { type: "AWS", names: [role, "000000000000"] } as const;
    const gateway = { type: "Service", names: ["apigateway.amazonaws.com"] } as const;
    expect(verdict({ ...allow, Principal: { AWS: [role] } }, { principal: caller })).toBe("allowed");
    expect(verdict({ ...allow, Principal: { AWS: "000000000000" } }, { principal: caller })).toBe("allowed");
    expect(verdict({ ...allow, Principal: { Service: "apigateway.amazonaws.com" } }, { principal: gateway })).toBe(
      "allowed",
    );
    expect(verdict({ ...allow, Principal: { Service: "lambda.amazonaws.com" } }, { principal: gateway })).toBe("none");
    expect(verdict({ ...allow, Principal: { AWS: role } })).toBe("none");
    expect(verdict({ ...allow, Principal: { AWS: "*" } })).toBe("allowed");
    expect(verdict({ ...allow, Principal: "*" })).toBe("allowed");
    expect(verdict({ ...allow, NotPrincipal: { AWS: role } }, { principal: caller })).toBe("none");
  });

  it("fills in variables, and matches nothing when the request lacks one", () => {
    const own = { ...allow, Resource: "arn:aws:kinesis:*:*:stream/${aws:userid}" };
    expect(verdict(own, { context: { "aws:userid": "orders" } })).toBe("allowed");
    expect(verdict(own, { context: { "aws:userid": "*" } })).toBe("none");
    expect(verdict(own)).toBe("none");
  });

  it.each([
    ["{", "This policy contains invalid Json"],
    ["[]", "Syntax errors in policy."],
    ['{"Statement":[{"Effect":"allow","Action":"*"}]}', "The policy failed legacy parsing"],
    ['{"Statement":[{"Effect":"Allow","Acton":"*"}]}', "Syntax errors in policy."],
    ['{"Version":"2020-01-01","Statement":[]}', "Syntax errors in policy."],
    ['{"Statement":{"Effect":"Allow","Resource":"*"}}', "Policy statement must contain actions."],
    ['{"Statement":{"Effect":"Allow","Action":"*","Condition":{"toString":{"a":"b"}}}}', "Syntax errors in policy."],
  ])("refuses %s", (text, message) => {
    expect(() => parsePolicy(text)).toThrow(new InvalidPolicy(message));
  });
});

describe("a condition", () => {
  it.each([
    [{ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "192.0.2.7"] } }, "10.9.8.7", true],
    [{ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "192.0.2.7"] } }, "192.0.2.7", true],
    [{ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "192.0.2.7"] } }, "192.0.2.8", false],
    [{ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }, "203.0.113.9", true],
    [{ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }, "2001:db8::1", false],
    [{ IpAddress: { "aws:SourceIp": "2001:db8::/32" } }, "2001:db8:1::5", true],
    [{ IpAddress: { "aws:SourceIp": "no address" } }, "10.0.0.1", false],
    [{ NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8"] } }, "10.0.0.1", false],
    [{ NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8"] } }, "11.0.0.1", true],
  ])("%j is met by %s: %s", (condition, address, expected) => {
    expect(met(condition, { "aws:SourceIp": address })).toBe(expected);
  });

  it.each([
    [{ StringEquals: { k: ["a", "b"] } }, "b", true],
    [{ StringEquals: { k: "a*" } }, "abc", false],
    [{ StringNotEquals: { k: ["a", "b"] } }, "b", false],
    [{ StringEqualsIgnoreCase: { k: "AbC" } }, "aBc", true],
    [{ StringLike: { k: "a*c?" } }, "abbcd", true],
    [{ StringNotLike: { k: "a*" } }, "abc", false],
    [{ ArnLike: { k: "arn:aws:iam::*:role/w*" } }, "arn:aws:iam::000000000000:role/writer", true],
    [{ ArnLike: { k: "arn:*:role/writer" } }, "arn:aws:iam::000000000000:role/writer", false],
    [{ Bool: { k: "false" } }, "False", true],
    [{ Bool: { k: true } }, "false", false],
    [{ NumericLessThanEquals: { k: 10 } }, "10", true],
    [{ NumericGreaterThan: { k: "10" } }, "9.5", false],
    [{ DateGreaterThan: { k: "2026-01-01T00:00:00Z" } }, "2026-01-01T00:00:01Z", true],
    [{ DateLessThan: { k: "1767225600" } }, "2026-01-01T00:00:00Z", false],
    [{ Null: { k: "true" } }, "here", false],
    [{ Null: { k: "false" } }, "here", true],
  ])("%j is met by %s: %s", (condition, value, expected) => {
    expect(met(condition, { K: value })).toBe(expected);
  });

  it("is not met by a missing key, unless it is negated, …IfExists or asks for just that", () => {
    expect(met({ StringEquals: { k: "a" } }, {})).toBe(false);
    expect(met({ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }, {})).toBe(false);
    expect(met({ StringNotEquals: { k: "a" } }, {})).toBe(true);
    expect(met({ StringEqualsIfExists: { k: "a" } }, {})).toBe(true);
    expect(met({ StringEqualsIfExists: { k: "a" } }, { k: "b" })).toBe(false);
    expect(met({ Null: { k: "true" } }, {})).toBe(true);
  });

  it("asks any or all of many values", () => {
    expect(met({ "ForAnyValue:StringEquals": { k: ["a", "b"] } }, { k: ["b", "z"] })).toBe(true);
    expect(met({ "ForAllValues:StringEquals": { k: ["a", "b"] } }, { k: ["b", "z"] })).toBe(false);
    expect(met({ "ForAllValues:StringEquals": { k: ["a", "b"] } }, {})).toBe(true);
    expect(met({ "ForAnyValue:StringEquals": { k: ["a", "b"] } }, {})).toBe(false);
  });

  it("holds only together with all the others", () => {
    const both = { StringEquals: { k: "a" }, Bool: { l: "true" } };
    expect(met(both, { k: "a", l: "true" })).toBe(true);
    expect(met(both, { k: "a", l: "false" })).toBe(false);
  });
});
