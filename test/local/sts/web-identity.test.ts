import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { ListStreamsCommand } from "@aws-sdk/client-kinesis";
import {
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
} from "@aws-sdk/client-sts";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";

const issuer = "token.actions.githubusercontent.com";
const provider = `arn:aws:iam::000000000000:oidc-provider/${issuer}`;
const RoleArn = "arn:aws:iam::000000000000:role/deploy";
const claims = { iss: `https://${issuer}`, sub: "repo:o/r:ref:refs/heads/main", aud: "sts.amazonaws.com", exp: 4e9 };

let local: Local;
let clients: ReturnType<typeof clientsOf>;

beforeEach(async () => {
  local = await startLocal();
  clients = clientsOf(local);
  const trust = {
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
      StringLike: { [`${issuer}:sub`]: "repo:o/r:*" },
    },
  };
  const list = { Effect: "Allow", Action: "kinesis:List*", Resource: "*" };
  const document = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement });
  await clients.iam.send(new CreateRoleCommand({ RoleName: "deploy", AssumeRolePolicyDocument: document(trust) }));
  const policy = { RoleName: "deploy", PolicyName: "list", PolicyDocument: document(list) };
  await clients.iam.send(new PutRolePolicyCommand(policy));
});
afterEach(() => local.close());

const token = (payload: object) =>
  ["{}", JSON.stringify(payload), ""].map((part) => Buffer.from(part).toString("base64url")).join(".");
const assume = (WebIdentityToken: string) =>
  clients.sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: "ci", WebIdentityToken }));

it("who comes with a token that the role trusts acts as the role, without a signature", async () => {
  const { Credentials, ...answer } = await assume(token(claims));
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: claims.sub,
    Audience: claims.aud,
    Provider: provider,
    AssumedRoleUser: { Arn: "arn:aws:sts::000000000000:assumed-role/deploy/ci" },
  });
  const { sts, kinesis } = clientsOf(local, Credentials);
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(answer.AssumedRoleUser?.Arn);
  await kinesis.send(new ListStreamsCommand({}));
});

it.each([
  [{ sub: "repo:other/r:main" }, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity"],
  [{ iss: "https://example.com" }, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity"],
  [{ exp: 1 }, "ExpiredTokenException", "Token expired: current date/time "],
  [{ iss: 1 }, "InvalidIdentityTokenException", "The ID Token provided is not a valid JWT."],
])("a token with %j is refused", async (more, name, message) => {
  await expect(assume(token({ ...claims, ...more }))).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message),
  });
});

it("SAML is said not to be here", async () => {
  const asked = { RoleArn, PrincipalArn: "arn:aws:iam::000000000000:saml-provider/x", SAMLAssertion: "abcd" };
  await expect(clients.sts.send(new AssumeRoleWithSAMLCommand(asked))).rejects.toThrow(
    "Could not find operation AssumeRoleWithSAML for version 2011-06-15: this local AWS does not have it.",
  );
});
