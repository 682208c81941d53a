import { GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateStreamCommand, ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { iamCorner } from "../../../src/local/iam/index.ts";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";
import { handClock } from "../hand-clock.ts";

const root = "arn:aws:iam::000000000000:root";
const RoleArn = "arn:aws:iam::000000000000:role/reader";
const RoleName = "reader";
const readOnly = "arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess";
const fullAccess = "arn:aws:iam::aws:policy/AmazonKinesisFullAccess";

let clock: ReturnType<typeof handClock>;
let local: Local;
let clients: ReturnType<typeof clientsOf>;

beforeEach(async () => {
  // The SDK's clients believe a session expired or not by the real time.
  clock = handClock(Date.now());
  local = await startLocal({ clock });
  clients = clientsOf(local);
});
afterEach(() => local.close());

function trust(Principal: object | string, more: object = {}): string {
  const statement = { Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

const createRole = (AssumeRolePolicyDocument = trust({ AWS: root }), name = RoleName) =>
  clients.iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
const attach = (PolicyArn: string) => clients.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
const assume = (more: object = {}, by = clients) =>
  by.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "session", ...more }));
const asRole = async (more: object = {}) => clientsOf(local, (await assume(more)).Credentials);
const createStream = new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 });
const context = { ContextAssertion: "token" };
const notAuthorized = { name: "AccessDenied", $metadata: { httpStatusCode: 403 } };

describe("GetCallerIdentity", () => {
  it("says root for any key that was not handed out here", async () => {
    expect(await clients.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: "000000000000",
      Arn: root,
      UserId: "000000000000",
    });
  });

  it("says the role and session for one that was, even when the role may do nothing", async () => {
    const { Role } = await createRole();
    const { sts } = await asRole();
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: "arn:aws:sts::000000000000:assumed-role/reader/session",
      UserId: `${Role?.RoleId}:session`,
    });
  });

  it("tells the partition by the region", async () => {
    const { sts } = clientsOf(local);
    sts.config.region = async () => "cn-north-1";
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe("arn:aws-cn:iam::000000000000:root");
  });
});

describe("AssumeRole", () => {
  it("gives credentials that may do what the role may, in every service", async () => {
    await createRole();
    await attach(readOnly);
    const { kinesis, iam, apigateway } = await asRole();
    expect((await kinesis.send(new ListStreamsCommand({}))).StreamNames).toEqual([]);
    await expect(kinesis.send(createStream)).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(apigateway.send(new GetRestApisCommand({}))).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({
      ...notAuthorized,
      message: `User: arn:aws:sts::000000000000:assumed-role/reader/session is not authorized to perform: iam:GetRole on resource: ${RoleArn} because no identity-based policy allows the iam:GetRole action`,
    });
  });

  it("is refused where the role does not trust the caller, or does not exist", async () => {
    const refusal = {
      ...notAuthorized,
      message: `User: ${root} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    };
    await expect(assume()).rejects.toMatchObject(refusal);
    await createRole(trust({ Service: "apigateway.amazonaws.com" }));
    await expect(assume()).rejects.toMatchObject(refusal);
    const PolicyDocument = trust({ AWS: "000000000000" });
    await clients.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    await expect(assume()).resolves.toMatchObject({
      AssumedRoleUser: { Arn: expect.stringContaining("assumed-role/reader/session") },
    });
  });

  it("heeds conditions of the trust policy", async () => {
    await createRole(trust({ AWS: root }, { Condition: { StringEquals: { "sts:ExternalId": "secret" } } }));
    await expect(assume()).rejects.toMatchObject(notAuthorized);
    await expect(assume({ ExternalId: "secret" })).resolves.toBeDefined();
  });

  it("works from role to role: named by the trust policy, or permitted by a policy of its own", async () => {
    await createRole();
    const reader = await asRole();
    const byName = { RoleArn: "arn:aws:iam::000000000000:role/by-name" };
    await createRole(trust({ AWS: RoleArn }), "by-name");
    await expect(assume(byName, reader)).resolves.toBeDefined();
    const byAccount = { RoleArn: "arn:aws:iam::000000000000:role/by-account" };
    await createRole(trust({ AWS: root }), "by-account");
    await expect(assume(byAccount, reader)).rejects.toMatchObject(notAuthorized);
    await attach("arn:aws:iam::aws:policy/AdministratorAccess");
    await expect(assume(byAccount, reader)).resolves.toBeDefined();
  });

  it("takes tags into the session, and the transitive ones into those that it opens", async () => {
    await createRole();
    await expect(assume({ Tags: [{ Key: "Team", Value: "a" }] })).rejects.toMatchObject({
      ...notAuthorized,
      message: `User: ${root} is not authorized to perform: sts:TagSession on resource: ${RoleArn}`,
    });
    const other = { RoleArn: "arn:aws:iam::000000000000:role/other" };
    const Action = ["sts:AssumeRole", "sts:TagSession"];
    for (const name of ["tagged", "other"]) await createRole(trust({ AWS: root }, { Action }), name);
    await clients.iam.send(
      new PutRolePolicyCommand({
        RoleName: "tagged",
        PolicyName: "chain",
        PolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: {
            Effect: "Allow",
            Action,
            Resource: "*",
            Condition: { StringEquals: { "aws:PrincipalTag/Team": "a" } },
          },
        }),
      }),
    );
    const tagged = { RoleArn: "arn:aws:iam::000000000000:role/tagged", Tags: [{ Key: "Team", Value: "a" }] };
    const untagged = await asRole({ RoleArn: tagged.RoleArn });
    await expect(assume(other, untagged)).rejects.toMatchObject(notAuthorized);
    const session = await asRole({ ...tagged, TransitiveTagKeys: ["team"] });
    await expect(assume(other, session)).resolves.toBeDefined();
    await expect(assume({ ...other, Tags: [{ Key: "TEAM", Value: "b" }] }, session)).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message:
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    });
    await expect(assume({ ...tagged, TransitiveTagKeys: ["Cost"] })).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: "The specified transitive tag key must be included in the requested tags.",
    });
    await expect(assume({ ...tagged, Tags: [...tagged.Tags, { Key: "team", Value: "b" }] })).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    });
  });

  it("may narrow the role by policies of the session, and never widen it", async () => {
    await createRole();
    await attach(fullAccess);
    const narrowed = await asRole({ PolicyArns: [{ arn: readOnly }] });
    await expect(narrowed.kinesis.send(createStream)).rejects.toMatchObject({ name: "AccessDeniedException" });
    await clients.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: fullAccess }));
    const Policy = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
    const widened = await asRole({ Policy });
    await expect(widened.kinesis.send(createStream)).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("is bounded by the role's permissions boundary and its denials", async () => {
    await createRole();
    await attach(fullAccess);
    await clients.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: readOnly }));
    const { kinesis } = await asRole();
    await expect(kinesis.send(createStream)).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(kinesis.send(new ListStreamsCommand({}))).resolves.toBeDefined();
    const PolicyDocument =
      '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"kinesis:List*","Resource":"*"}}';
    await clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "deny", PolicyDocument }));
    await expect(kinesis.send(new ListStreamsCommand({}))).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("lasts no longer than the role allows", async () => {
    await createRole();
    await expect(assume({ DurationSeconds: 3601 })).rejects.toThrow(
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
    await expect(assume({ DurationSeconds: 60 })).rejects.toMatchObject({ name: "ValidationError" });
    const { Credentials } = await assume({ DurationSeconds: 900 });
    expect(Credentials?.Expiration?.getTime()).toBeCloseTo(clock.now() + 900_000, -4);
  });

  it("lasts an hour at most where a role's session asks", async () => {
    await clients.iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust({ AWS: root }), MaxSessionDuration: 7200 }),
    );
    await attach("arn:aws:iam::aws:policy/AdministratorAccess");
    const asked = { DurationSeconds: 7200 };
    const role = await asRole(asked);
    await expect(assume(asked, role)).rejects.toMatchObject({
      name: "ValidationError",
      message: "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    });
    await assume({ DurationSeconds: 3600 }, role);
  });

  it.each([
    ["ValidationError", "at 'tags.1.member.value' failed", { Tags: [{ Key: "a", Value: "!! badé" }] }],
    [
      "ValidationError",
      "at 'tags.1.member.key' failed",
      { Tags: [{ Key: "a!", Value: "1" }], TransitiveTagKeys: ["a!"] },
    ],
    ["InvalidParameterValue", "aws: prefixed tag key names", { Tags: [{ Key: "aws:x", Value: "1" }] }],
    ["ValidationError", "at 'providedContexts' failed", { ProvidedContexts: Array.from({ length: 6 }, () => context) }],
    ["ValidationError", "has no context providers", { ProvidedContexts: [context] }],
  ])("%s: %s", async (name, message, more) => {
    await createRole();
    await expect(assume(more)).rejects.toMatchObject({ name, message: expect.stringContaining(message) as string });
  });
});

describe("temporary credentials", () => {
  it("end, in the words of each service", async () => {
    await createRole();
    await attach(fullAccess);
    const { sts, kinesis, apigateway } = await asRole();
    clock.move(3_600_000);
    const message = "The security token included in the request is expired";
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: expect.stringMatching(/^ExpiredToken/),
      message,
      $metadata: { httpStatusCode: 403 },
    });
    await expect(kinesis.send(new ListStreamsCommand({}))).rejects.toMatchObject({
      name: "ExpiredTokenException",
      message,
    });
    await expect(apigateway.send(new GetRestApisCommand({}))).rejects.toMatchObject({
      name: "ExpiredTokenException",
      message,
    });
  });

  it("are worth nothing without their token, or after a restart", async () => {
    await createRole();
    const { Credentials } = await assume();
    const whoAmI = new GetCallerIdentityCommand({});
    await expect(clientsOf(local, { ...Credentials!, SessionToken: "wrong" }).sts.send(whoAmI)).rejects.toMatchObject({
      name: "InvalidClientTokenId",
    });
    await using other = await startLocal({ clock });
    await expect(clientsOf(other, Credentials).sts.send(whoAmI)).rejects.toMatchObject({
      name: expect.stringMatching(/^ExpiredToken/),
    });
  });

  it("do not survive their role, not even when it is made again", async () => {
    await createRole();
    const { iam } = await asRole();
    await clients.iam.send(new DeleteRoleCommand({ RoleName }));
    await createRole();
    await attach("arn:aws:iam::aws:policy/AdministratorAccess");
    await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject(notAuthorized);
  });

  it("of GetSessionToken act as root, and are not given to sessions of a role", async () => {
    const { Credentials } = await clients.sts.send(new GetSessionTokenCommand({}));
    expect(await clientsOf(local, Credentials).sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: root });
    await createRole();
    const { sts } = await asRole();
    await expect(sts.send(new GetSessionTokenCommand({}))).rejects.toThrow(
      "Cannot call GetSessionToken with session credentials",
    );
  });
});

describe("with a lag, as on AWS", () => {
  beforeEach(() => {
    local.account.corner(iamCorner, "").settings.lagMs = 10_000;
  });

  it("a new role is visible at once and assumable later", async () => {
    await createRole();
    await expect(clients.iam.send(new GetRoleCommand({ RoleName }))).resolves.toBeDefined();
    await expect(assume()).rejects.toMatchObject(notAuthorized);
    clock.move(9_999);
    await expect(assume()).rejects.toMatchObject(notAuthorized);
    clock.move(1);
    await expect(assume()).resolves.toBeDefined();
  });

  it("a policy is obeyed, and its removal too, only some time after", async () => {
    await createRole();
    clock.move(10_000);
    const { kinesis } = await asRole();
    const list = () => kinesis.send(new ListStreamsCommand({}));
    await attach(readOnly);
    await expect(list()).rejects.toMatchObject({ name: "AccessDeniedException" });
    clock.move(10_000);
    await expect(list()).resolves.toBeDefined();
    await clients.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: readOnly }));
    await expect(list()).resolves.toBeDefined();
    clock.move(10_000);
    await expect(list()).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});
