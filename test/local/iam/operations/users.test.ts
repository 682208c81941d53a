import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeleteLoginProfileCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteUserCommand,
  DetachUserPolicyCommand,
  GetAccessKeyLastUsedCommand,
  GetGroupCommand,
  GetLoginProfileCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListServiceSpecificCredentialsCommand,
  ListUsersCommand,
  ListUserTagsCommand,
  PutGroupPolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
  UpdateGroupCommand,
  UpdateLoginProfileCommand,
  UpdateServiceSpecificCredentialCommand,
  UpdateUserCommand,
} from "@aws-sdk/client-iam";
import { CreateStreamCommand, ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

const UserName = "alice";
const GroupName = "readers";
const readOnly = "arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess";
const fullAccess = "arn:aws:iam::aws:policy/AmazonKinesisFullAccess";
const conflict = { name: "DeleteConflictException", $metadata: { httpStatusCode: 409 } };

let local: Local;
let iam: ReturnType<typeof clientsOf>["iam"];

beforeEach(async () => {
  local = await startLocal();
  iam = clientsOf(local).iam;
  await iam.send(new CreateUserCommand({ UserName, Path: "/people/", Tags: [{ Key: "team", Value: "red" }] }));
});
afterEach(() => local.close());

const makeKey = async () => (await iam.send(new CreateAccessKeyCommand({ UserName }))).AccessKey!;
const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
const createStream = new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 });

describe("a user", () => {
  it("is looked for by longer names than it may have, as AWS's model has it", async () => {
    const longName = "a".repeat(100);
    const absent = { name: "NoSuchEntityException", message: `The user with name ${longName} cannot be found.` };
    const tooLong = { name: "ValidationError", message: expect.stringContaining("less than or equal to 64") as string };
    const asked = { UserName: longName };
    await expect(iam.send(new GetUserCommand(asked))).rejects.toMatchObject(absent);
    await expect(iam.send(new DeleteUserCommand(asked))).rejects.toMatchObject(absent);
    await expect(iam.send(new ListUserTagsCommand(asked))).rejects.toMatchObject(absent);
    await expect(iam.send(new ListAccessKeysCommand(asked))).rejects.toMatchObject(absent);
    await iam.send(new CreateGroupCommand({ GroupName }));
    await expect(iam.send(new AddUserToGroupCommand({ ...asked, GroupName }))).rejects.toMatchObject(absent);
    await expect(iam.send(new CreateUserCommand(asked))).rejects.toMatchObject(tooLong);
    await expect(iam.send(new GetLoginProfileCommand(asked))).rejects.toMatchObject(tooLong);
    await expect(iam.send(new ListServiceSpecificCredentialsCommand(asked))).rejects.toMatchObject(tooLong);
    await expect(iam.send(new DetachUserPolicyCommand({ ...asked, PolicyArn: readOnly }))).rejects.toMatchObject(
      tooLong,
    );
  });

  it("is not meant when root asks for its own keys and devices: it has none", async () => {
    expect(await iam.send(new ListAccessKeysCommand({}))).toMatchObject({ AccessKeyMetadata: [], IsTruncated: false });
    expect(await iam.send(new ListMFADevicesCommand({}))).toMatchObject({ MFADevices: [], IsTruncated: false });
    await expect(iam.send(new ListServiceSpecificCredentialsCommand({}))).rejects.toThrow("Must specify userName");
  });

  it("reads back as it was made; lists leave out its tags", async () => {
    const { User } = await iam.send(new GetUserCommand({ UserName }));
    expect(User).toMatchObject({
      Path: "/people/",
      UserName,
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      Arn: "arn:aws:iam::000000000000:user/people/alice",
      Tags: [{ Key: "team", Value: "red" }],
    });
    const { Users } = await iam.send(new ListUsersCommand({ PathPrefix: "/people/" }));
    expect(Users).toMatchObject([{ UserName }]);
    expect(Users?.[0]).not.toHaveProperty("Tags");
    await expect(iam.send(new CreateUserCommand({ UserName: "Alice" }))).rejects.toMatchObject({
      name: "EntityAlreadyExistsException",
      message: "User with name Alice already exists.",
    });
    await expect(iam.send(new CreateUserCommand({ UserName: undefined }))).rejects.toThrow(
      "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must not be null",
    );
  });

  it("gets another name with all that it has", async () => {
    const { AccessKeyId } = await makeKey();
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: readOnly }));
    await iam.send(new UpdateUserCommand({ UserName, NewUserName: "bob", NewPath: "/" }));
    await expect(iam.send(new GetUserCommand({ UserName }))).rejects.toThrow(
      "The user with name alice cannot be found.",
    );
    const { User } = await iam.send(new GetUserCommand({ UserName: "bob" }));
    expect(User?.Arn).toBe("arn:aws:iam::000000000000:user/bob");
    expect(await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))).toMatchObject({
      UserName: "bob",
      AccessKeyLastUsed: { Region: "N/A" },
    });
  });

  it("goes only after all that it has", async () => {
    const remove = () => iam.send(new DeleteUserCommand({ UserName }));
    const refused = (message: string) => expect(remove()).rejects.toMatchObject({ ...conflict, message });
    await iam.send(new CreateGroupCommand({ GroupName }));
    await iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
    await refused("Cannot delete entity, must remove users from group first.");
    await iam.send(new RemoveUserFromGroupCommand({ GroupName, UserName }));
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: "correct horse" }));
    await refused("Cannot delete entity, must delete login profile first.");
    await iam.send(new DeleteLoginProfileCommand({ UserName }));
    const { AccessKeyId } = await makeKey();
    await refused("Cannot delete entity, must remove referenced objects first.");
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: readOnly }));
    await refused("Cannot delete entity, must detach all policies first.");
    await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn: readOnly }));
    await remove();
    expect(await iam.send(new ListUsersCommand({}))).toMatchObject({ Users: [] });
  });

  it("has tags, and whether its password is to be changed", async () => {
    await iam.send(new TagUserCommand({ UserName, Tags: [{ Key: "Team", Value: "blue" }] }));
    const { Tags } = await iam.send(new ListUserTagsCommand({ UserName }));
    expect(Tags).toEqual([{ Key: "Team", Value: "blue" }]);
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: "correct horse" }));
    await iam.send(new UpdateLoginProfileCommand({ UserName, PasswordResetRequired: true }));
    const { LoginProfile } = await iam.send(new GetLoginProfileCommand({ UserName }));
    expect(LoginProfile).toMatchObject({ UserName, PasswordResetRequired: true });
  });

  it("has names and passwords for services that ask for such", async () => {
    const ServiceName = "codecommit.amazonaws.com";
    const { ServiceSpecificCredential: made } = await iam.send(
      new CreateServiceSpecificCredentialCommand({ UserName, ServiceName }),
    );
    expect(made).toMatchObject({ ServiceUserName: "alice-at-000000000000", Status: "Active" });
    const id = { UserName, ServiceSpecificCredentialId: made?.ServiceSpecificCredentialId };
    await iam.send(new UpdateServiceSpecificCredentialCommand({ ...id, Status: "Inactive" }));
    const { ServiceSpecificCredentials } = await iam.send(new ListServiceSpecificCredentialsCommand({ UserName }));
    expect(ServiceSpecificCredentials).toMatchObject([{ ServiceName, Status: "Inactive" }]);
    await iam.send(new DeleteServiceSpecificCredentialCommand(id));
    await expect(iam.send(new DeleteServiceSpecificCredentialCommand(id))).rejects.toThrow(
      `No such credential ${made?.ServiceSpecificCredentialId} exists`,
    );
  });
});

describe("an access key", () => {
  it("acts as its user, who may do what the policies of the user and of the groups allow", async () => {
    const key = await makeKey();
    expect(key).toMatchObject({ UserName, Status: "Active", AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/) });
    const { kinesis, sts, iam: own } = clientsOf(local, key);
    const { User } = await iam.send(new GetUserCommand({ UserName }));
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: User?.Arn, UserId: User?.UserId });
    await expect(kinesis.send(new ListStreamsCommand({}))).rejects.toThrow(
      `User: ${User?.Arn} is not authorized to perform: kinesis:ListStreams`,
    );
    await iam.send(new CreateGroupCommand({ GroupName }));
    await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: readOnly }));
    await iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
    await kinesis.send(new ListStreamsCommand({}));
    await expect(kinesis.send(createStream)).rejects.toThrow("not authorized to perform: kinesis:CreateStream");
    const self = { Effect: "Allow", Action: "iam:GetUser", Resource: "arn:aws:iam::*:user/people/${aws:username}" };
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "self", PolicyDocument: document(self) }));
    expect((await own.send(new GetUserCommand({}))).User).toMatchObject({ UserName });
  });

  it("is held back by a permissions boundary, and by what a group denies", async () => {
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: fullAccess }));
    const { kinesis } = clientsOf(local, await makeKey());
    await kinesis.send(createStream);
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: readOnly }));
    await expect(kinesis.send(createStream)).rejects.toThrow("not authorized to perform: kinesis:CreateStream");
    await kinesis.send(new ListStreamsCommand({}));
    await iam.send(new CreateGroupCommand({ GroupName }));
    const denied = document({ Effect: "Deny", Action: "kinesis:List*", Resource: "*" });
    await iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName: "deny", PolicyDocument: denied }));
    await iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
    await expect(kinesis.send(new ListStreamsCommand({}))).rejects.toThrow("not authorized");
  });

  it("is of no use when inactive or deleted; a user has two", async () => {
    const key = await makeKey();
    const { AccessKeyId } = key;
    const { sts } = clientsOf(local, key);
    await makeKey();
    await expect(makeKey()).rejects.toThrow("Cannot exceed quota for AccessKeysPerUser: 2");
    await iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: "Inactive" }));
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName }));
    expect(AccessKeyMetadata).toMatchObject([{ AccessKeyId, Status: "Inactive" }, { Status: "Active" }]);
    const refused = { name: "InvalidClientTokenId", $metadata: { httpStatusCode: 403 } };
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject(refused);
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject(refused);
    await expect(iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }))).rejects.toThrow(
      `The Access Key with id ${AccessKeyId} cannot be found.`,
    );
  });
});

it("a group keeps its members under another name, and goes only without them", async () => {
  await iam.send(new CreateGroupCommand({ GroupName }));
  await iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
  await iam.send(new UpdateGroupCommand({ GroupName, NewGroupName: "team" }));
  const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName }));
  expect(Groups).toMatchObject([{ GroupName: "team", Arn: "arn:aws:iam::000000000000:group/team" }]);
  const team = await iam.send(new GetGroupCommand({ GroupName: "team" }));
  expect(team).toMatchObject({ Group: { GroupName: "team" }, Users: [{ UserName }], IsTruncated: false });
  await expect(iam.send(new DeleteGroupCommand({ GroupName: "team" }))).rejects.toMatchObject(conflict);
  await expect(iam.send(new GetGroupCommand({ GroupName }))).rejects.toThrow(
    "The group with name readers cannot be found.",
  );
});
