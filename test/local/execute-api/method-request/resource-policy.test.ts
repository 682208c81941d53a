import { describe, expect, test } from "vitest";
import { api, method, mock, stage } from "../deployment.ts";
import { bench, signature } from "../bench.ts";

const everybody = {
  Effect: "Allow",
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "arn:aws:execute-api:*:*:*/*",
};

function guarded(statements: readonly object[], changes: Parameters<typeof method>[0] = {}) {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const events = method({ integration: mock(200), ...changes });
  return bench(stage(api({ "/events": { POST: events } }, { policy })));
}

const allow = (addresses: readonly string[]) => [
  { ...everybody, Condition: { IpAddress: { "aws:SourceIp": addresses } } },
];
const denyOthers = (addresses: readonly string[]) => [
  everybody,
  { ...everybody, Effect: "Deny", Condition: { NotIpAddress: { "aws:SourceIp": addresses } } },
];

describe.each([
  ["an Allow for addresses", allow],
  ["a Deny for all other addresses", denyOthers],
])("%s", (_, form) => {
  test.each([
    ["a single address", "203.0.113.7", ["203.0.113.7"], 200],
    ["a range", "203.0.113.7", ["198.51.100.0/24", "203.0.113.0/24"], 200],
    ["an address outside", "203.0.114.1", ["203.0.113.0/24"], 403],
    ["an IPv6 range", "2001:db8::1", ["2001:db8::/32"], 200],
    ["IPv6 where only IPv4 is listed", "2001:db8::1", ["203.0.113.0/24"], 403],
  ])("%s", async (_name, sourceIp, addresses, status) => {
    expect((await guarded(form(addresses)).send({ sourceIp }, "/events")).status).toBe(status);
  });
});

describe("a refusal", () => {
  const start =
    "User: anonymous is not authorized to perform: execute-api:Invoke on resource: " +
    "arn:aws:execute-api:ap-northeast-2:********1234:abcde12345/production/POST/events";

  test("says that nothing allows it, with the account id masked", async () => {
    const response = await guarded(allow(["192.0.2.1"])).send({}, "/events");
    expect(JSON.parse(response.text)).toEqual({
      Message: `${start} because no resource-based policy allows the execute-api:Invoke action`,
    });
    expect(response.headers).toMatchObject({ "x-amzn-ErrorType": "AccessDeniedException" });
  });

  test("says that it is denied explicitly", async () => {
    const response = await guarded(denyOthers(["192.0.2.1"])).send({}, "/events");
    expect(JSON.parse(response.text)).toEqual({ Message: `${start} with an explicit deny in a resource-based policy` });
  });

  test("is not changed by X-Forwarded-For", async () => {
    const headers = { "X-Forwarded-For": "192.0.2.1" };
    expect((await guarded(allow(["192.0.2.1"])).send({ headers }, "/events")).status).toBe(403);
  });
});

test("a policy can speak of one method and one user agent", async () => {
  const one = {
    ...everybody,
    Resource: "arn:aws:execute-api:ap-northeast-2:123456781234:abcde12345/production/POST/events",
  };
  expect((await guarded([one]).send({}, "/events")).status).toBe(200);
  expect((await guarded([{ ...one, Resource: one.Resource.replace("POST", "GET") }]).send({}, "/events")).status).toBe(
    403,
  );
  const agents = [{ ...everybody, Condition: { StringLike: { "aws:UserAgent": "curl/*" } } }];
  expect((await guarded(agents).send({}, "/events")).status).toBe(200);
});

test("without a policy everybody is let in", async () => {
  expect((await bench(stage(api({ "/events": { POST: method() } }))).send({}, "/events")).status).toBe(200);
});

test("the root that signs for an AWS_IAM method is stopped only by an explicit deny", async () => {
  const headers = { Authorization: signature };
  const iam = { authorizationType: "AWS_IAM" };
  expect((await guarded(allow(["192.0.2.1"]), iam).send({ headers }, "/events")).status).toBe(200);
  expect((await guarded(denyOthers(["192.0.2.1"]), iam).send({ headers }, "/events")).status).toBe(403);
});

test("a policy can end at a time", async () => {
  const until = (date: string) => [{ ...everybody, Condition: { DateLessThan: { "aws:CurrentTime": date } } }];
  expect((await guarded(until("2026-01-03T00:00:00Z")).send({}, "/events")).status).toBe(200);
  expect((await guarded(until("2026-01-02T00:00:00Z")).send({}, "/events")).status).toBe(403);
});
