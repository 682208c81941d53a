import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteUserPolicyCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateStreamCommand, ListStreamsCommand } from "@aws-sdk/client-kinesis";
import {
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from "@aws-sdk/client-sts";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";

const UserName = "alice";
const userArn = "arn:aws:iam::000000000000:user/alice";
const federated = "arn:aws:sts::000000000000:federated-user/guest";
const document = (Action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action, Resource: "*" } });
const Policy = document("kinesis:*");

let local: Local;
let root: ReturnType<typeof clientsOf>;
let alice: ReturnType<typeof clientsOf>;

beforeEach(async () => {
  local = await startLocal();
  root = clientsOf(local);
  await root.iam.send(new CreateUserCommand({ UserName }));
  const PolicyArn = "arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess";
  await root.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({ UserName }));
  alice = clientsOf(local, AccessKey);
});
afterEach(() => local.close());

const federate = async (by: typeof root, more: object = {}) =>
  by.sts.send(new GetFederationTokenCommand({ Name: "guest", ...more }));

it("a federated user has what both the user who asks and the session's policy allow", async () => {
  await expect(federate(alice)).rejects.toThrow(
    `User: ${userArn} is not authorized to perform: sts:GetFederationToken on resource: ${federated}`,
  );
  const PolicyDocument = document("sts:*");
  await root.iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "sts", PolicyDocument }));
  const { Credentials, FederatedUser } = await federate(alice, { Policy });
  expect(FederatedUser).toEqual({ Arn: federated, FederatedUserId: "000000000000:guest" });
  const { kinesis, sts } = clientsOf(local, Credentials);
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: federated });
  await kinesis.send(new ListStreamsCommand({}));
  await expect(kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }))).rejects.toThrow(
    `User: ${federated} is not authorized to perform: kinesis:CreateStream`,
  );
  await root.iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName: "sts" }));
  await expect(sts.send(new GetSessionTokenCommand({}))).rejects.toThrow(
    "Cannot call GetSessionToken with session credentials",
  );
  await expect(federate(clientsOf(local, Credentials))).rejects.toMatchObject({ name: "AccessDenied" });
});

it("a federated user of root has what the session's policy allows, and without one nothing", async () => {
  const narrow = await federate(root);
  expect(narrow.PackedPolicySize).toBe(0);
  await expect(clientsOf(local, narrow.Credentials).kinesis.send(new ListStreamsCommand({}))).rejects.toThrow(
    `User: ${federated} is not authorized`,
  );
  const { Credentials } = await federate(root, { Policy });
  await clientsOf(local, Credentials).kinesis.send(new ListStreamsCommand({}));
});

it("a session of a user is the user", async () => {
  const { Credentials } = await alice.sts.send(new GetSessionTokenCommand({}));
  const { sts, kinesis } = clientsOf(local, Credentials);
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: userArn });
  await kinesis.send(new ListStreamsCommand({}));
});

it("sessions of users, root and federated users call neither IAM nor, again, what gave them", async () => {
  const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
  await root.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  await alice.iam.send(new ListUsersCommand({}));
  const given = [
    await alice.sts.send(new GetSessionTokenCommand({})),
    await root.sts.send(new GetSessionTokenCommand({})),
    await federate(alice, { Policy: document("*") }),
  ];
  for (const { Credentials } of given) {
    const { iam, sts } = clientsOf(local, Credentials);
    await expect(iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: "InvalidClientTokenId",
      message: "The security token included in the request is invalid.",
    });
    await expect(sts.send(new GetSessionTokenCommand({}))).rejects.toThrow("Cannot call GetSessionToken");
  }
});

it("a federated user assumes no role, whoever it trusts", async () => {
  const trust = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::000000000000:root" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: trust });
  await root.iam.send(new CreateRoleCommand({ RoleName: "reader", AssumeRolePolicyDocument }));
  const asked = new AssumeRoleCommand({ RoleArn: "arn:aws:iam::000000000000:role/reader", RoleSessionName: "session" });
  const { Credentials } = await federate(root, { Policy: document("sts:*") });
  await expect(clientsOf(local, Credentials).sts.send(asked)).rejects.toThrow(
    `User: ${federated} is not authorized to perform: sts:AssumeRole`,
  );
});

it("tells the account of a key, and knows no encoded message", async () => {
  const { Account } = await root.sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: "AKIDEXAMPLE00000" }));
  expect(Account).toBe("000000000000");
  await expect(root.sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: "x" }))).rejects.toMatchObject({
    name: "InvalidAuthorizationMessageException",
    $metadata: { httpStatusCode: 400 },
  });
});
