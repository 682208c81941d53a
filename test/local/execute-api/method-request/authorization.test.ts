import { describe, expect, test } from "vitest";
import { Fault } from "../../../../src/local/fault.ts";
import type { Verdict } from "../../../../src/local/policy/policy.ts";
import type { Signer } from "../../../../src/local/execute-api/index.ts";
import { api, integration, method, mock, stage } from "../deployment.ts";
import { bench, dataOf, signature, signerOf } from "../bench.ts";

const headers = { "Content-Type": "application/json", Authorization: signature };
const session = "arn:aws:sts::123456781234:assumed-role/writer/me";
const writer = "arn:aws:iam::123456781234:role/writer";
const root = "arn:aws:iam::123456781234:root";
const call = { Action: "execute-api:Invoke", Resource: "arn:aws:execute-api:*:*:*/*" };
const resource =
  "execute-api:Invoke on resource: arn:aws:execute-api:ap-northeast-2:********1234:abcde12345/production/POST/events";

function asked(signer: Partial<Signer>, statements?: readonly object[], changes: Parameters<typeof method>[0] = {}) {
  const events = method({ authorizationType: "AWS_IAM", integration: mock(200), ...changes });
  const policy = statements && { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) };
  return bench(stage(api({ "/events": { POST: events } }, policy)), { signer: () => signerOf(signer) });
}

const as = (identity: Verdict, arn = session): Partial<Signer> => ({
  arn,
  names: [arn, writer],
  accountNames: [root, "123456781234"],
  verdict: () => identity,
});
const saying: Readonly<Record<Verdict, readonly object[]>> = {
  allowed: [{ Effect: "Allow", Principal: "*", ...call }],
  denied: [
    { Effect: "Allow", Principal: "*", ...call },
    { Effect: "Deny", Principal: "*", ...call },
  ],
  none: [{ Effect: "Allow", Principal: "*", ...call, Action: "execute-api:ManageConnections" }],
};

describe("a signed call is judged as AWS's tables say", () => {
  const identityDeny = " with an explicit deny in an identity-based policy";
  const resourceDeny = " with an explicit deny in a resource-based policy";
  const noIdentity = " because no identity-based policy allows the execute-api:Invoke action";
  const noResource = " because no resource-based policy allows the execute-api:Invoke action";
  const other = "arn:aws:sts::999999999999:assumed-role/writer/me";
  test.each<[string, Verdict, Verdict, string | undefined]>([
    [session, "allowed", "allowed", undefined],
    [session, "allowed", "none", undefined],
    [session, "allowed", "denied", resourceDeny],
    [session, "none", "allowed", undefined],
    [session, "none", "none", noIdentity],
    [session, "none", "denied", resourceDeny],
    [session, "denied", "allowed", identityDeny],
    [session, "denied", "none", identityDeny],
    [session, "denied", "denied", identityDeny],
    [other, "allowed", "allowed", undefined],
    [other, "allowed", "none", noResource],
    [other, "allowed", "denied", resourceDeny],
    [other, "none", "allowed", noIdentity],
    [other, "none", "none", noIdentity],
    [other, "none", "denied", resourceDeny],
    [other, "denied", "allowed", identityDeny],
    [other, "denied", "none", identityDeny],
    [other, "denied", "denied", identityDeny],
  ])("%s, own policies %s, resource policy %s", async (arn, identity, resourceVerdict, refused) => {
    const {
      status,
      text,
      headers: given,
    } = await asked(as(identity, arn), saying[resourceVerdict]).send({ headers }, "/events");
    expect(status).toBe(refused === undefined ? 200 : 403);
    if (refused === undefined) return;
    expect(JSON.parse(text)).toEqual({ Message: `User: ${arn} is not authorized to perform: ${resource}${refused}` });
    expect(given["x-amzn-ErrorType"]).toBe("AccessDeniedException");
  });

  test("without a resource policy by its own policies alone", async () => {
    expect((await asked(as("allowed")).send({ headers }, "/events")).status).toBe(200);
    expect((await asked(as("none")).send({ headers }, "/events")).status).toBe(403);
  });
});

test.each([
  ["the session", "Allow", session, 200],
  ["the role", "Allow", writer, 200],
  ["another role", "Allow", `${writer}2`, 403],
  ["the account, which leaves it to the account's own policies", "Allow", root, 403],
  ["the account by its number", "Allow", "123456781234", 403],
  ["the account in a Deny, which is one of everybody in it", "Deny", root, 403],
])("a resource policy can speak of %s", async (_, Effect, AWS, status) => {
  const own = Effect === "Deny" ? "allowed" : "none";
  const statements = [{ Effect, Principal: { AWS }, ...call }];
  expect((await asked(as(own), statements).send({ headers }, "/events")).status).toBe(status);
});

test("own policies are told about the call", async () => {
  const told: unknown[] = [];
  const verdict: Signer["verdict"] = (action, arn, about) => {
    told.push(action, arn, about?.["aws:UserAgent"], about?.["aws:SourceIp"]);
    return "allowed";
  };
  await asked({ verdict }).send({ headers: { ...headers, "User-Agent": "curl/8.0" } }, "/events");
  expect(told).toEqual([
    "execute-api:Invoke",
    "arn:aws:execute-api:ap-northeast-2:123456781234:abcde12345/production/POST/events",
    "curl/8.0",
    "203.0.113.7",
  ]);
});

test("templates know who signed", async () => {
  const identity = "$context.identity";
  const template = ["accountId", "caller", "user", "userArn", "accessKey"]
    .map((name) => `${identity}.${name}`)
    .join(" ");
  const { send, calls } = asked({ arn: session, userId: "AROA:me" }, undefined, {
    integration: integration({
      requestTemplates: {
        "application/json": `{"StreamName":"s","PartitionKey":"k","Data":"$util.base64Encode("${template}")"}`,
      },
    }),
  });
  await send({ headers }, "/events");
  expect(dataOf(calls[0]).toString()).toBe(`123456781234 AROA:me AROA:me ${session} local`);
});

test.each([
  [
    "for another region",
    { Authorization: signature.replace("ap-northeast-2", "us-east-1") },
    "InvalidSignatureException",
    "Credential should be scoped to a valid region. ",
  ],
  [
    "for another service",
    { Authorization: signature.replace("execute-api", "kinesis") },
    "InvalidSignatureException",
    "Credential should be scoped to correct service: 'execute-api'. ",
  ],
  [
    "that is a bearer token",
    { Authorization: "Bearer abc" },
    "IncompleteSignatureException",
    "Invalid key=value pair (missing equal-sign) in Authorization header " +
      "(hashed with SHA-256 and encoded with Base64): 'w1Xc6WwWEogNEZQP/dkBTThsJT4MNlKmzQanIm970rY='.",
  ],
])("a signature %s is refused", async (_, changes, errorType, message) => {
  const answer = await asked({}).send({ headers: { ...headers, ...changes } }, "/events");
  expect(answer).toMatchObject({ status: 403, headers: { "x-amzn-ErrorType": errorType } });
  expect(JSON.parse(answer.text)).toEqual({ message });
});

test.each([
  ["has expired", "ExpiredToken", "ExpiredTokenException"],
  ["is not that of the token", "InvalidClientTokenId", "UnrecognizedClientException"],
])("a key that %s is refused", async (_, code, errorType) => {
  const signed = method({ authorizationType: "AWS_IAM", integration: mock(200) });
  const { send } = bench(stage(api({ "/": { POST: signed } })), {
    signer: () => {
      throw new Fault(code, "AWS's words", 403);
    },
  });
  expect(await send({ headers })).toMatchObject({
    status: 403,
    text: '{"message":"AWS\'s words"}',
    headers: { "x-amzn-ErrorType": errorType },
  });
});
