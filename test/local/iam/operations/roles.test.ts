import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
} from "@aws-sdk/client-iam";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { handClock } from "../../hand-clock.ts";

const trust = policy({ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" });
const permissions = policy({ Effect: "Allow", Action: "kinesis:PutRecord", Resource: "*" });
const RoleName = "writer";

let local: Local;
let iam: ReturnType<typeof clientsOf>["iam"];

beforeEach(async () => {
  local = await startLocal({ clock: handClock() });
  iam = clientsOf(local).iam;
});
afterEach(() => local.close());

function policy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

const create = (name = RoleName, more: object = {}) =>
  iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust, ...more }));

describe("a role", () => {
  it("reads back as it was made, its trust policy URL-encoded", async () => {
    const Tags = [{ Key: "kinesis-proxy", Value: "orders" }];
    await create(RoleName, { Path: "/app/", Description: "writes & <reads>", Tags, MaxSessionDuration: 7200 });
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toEqual({
      Path: "/app/",
      RoleName,
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      Arn: "arn:aws:iam::000000000000:role/app/writer",
      CreateDate: new Date("2026-01-01T00:00:00Z"),
      AssumeRolePolicyDocument: expect.stringMatching(/^%7B%22Version%22%3A%222012-10-17%22/),
      Description: "writes & <reads>",
      MaxSessionDuration: 7200,
      Tags,
      RoleLastUsed: {},
    });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(trust);
  });

  it("is changed in place", async () => {
    await create();
    await iam.send(new UpdateRoleCommand({ RoleName, Description: "new" }));
    const PolicyDocument = trust.replace("apigateway", "firehose");
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({ Description: "new", MaxSessionDuration: 3600 });
    const redescribed = await iam.send(new UpdateRoleDescriptionCommand({ RoleName, Description: "newer" }));
    expect(redescribed.Role).toMatchObject({ RoleName, Description: "newer", MaxSessionDuration: 3600 });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(PolicyDocument);
  });

  it("has inline policies, which have to go before it", async () => {
    await create();
    const inline = { RoleName, PolicyName: "put" };
    await iam.send(new PutRolePolicyCommand({ ...inline, PolicyDocument: permissions }));
    await iam.send(new PutRolePolicyCommand({ ...inline, PolicyDocument: permissions }));
    const read = await iam.send(new GetRolePolicyCommand(inline));
    expect(decodeURIComponent(read.PolicyDocument ?? "")).toBe(permissions);
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(["put"]);
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: "DeleteConflictException",
      message: "Cannot delete entity, must delete policies first.",
    });
    await iam.send(new DeleteRolePolicyCommand(inline));
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toThrow(
      "The role with name writer cannot be found.",
    );
  });

  it("has tags, whose keys are the same in any case", async () => {
    await create();
    await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: "a", Value: "1" }] }));
    await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: "A", Value: "" }, { Key: "한", Value: "글" }] })); // prettier-ignore
    const tags = await iam.send(new ListRoleTagsCommand({ RoleName }));
    expect(tags).toMatchObject({ Tags: [{ Key: "A", Value: "" }, { Key: "한", Value: "글" }], IsTruncated: false }); // prettier-ignore
    const many = Array.from({ length: 51 }, (_, at) => `key${at}`);
    await expect(iam.send(new UntagRoleCommand({ RoleName, TagKeys: many }))).rejects.toThrow(
      "at 'tagKeys' failed to satisfy constraint: Member must have length less than or equal to 50",
    );
    await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ["a", "한"] }));
    expect((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([]);
  });

  it("is bound only by policies that exist", async () => {
    await create();
    const PermissionsBoundary = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(PermissionsBoundary);
    const missing = "arn:aws:iam::000000000000:policy/missing";
    const command = new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: missing });
    await expect(iam.send(command)).rejects.toThrow(`Policy ${missing} does not exist or is not attachable.`);
  });

  it("is listed with the others by name and page by page, without its tags", async () => {
    for (const name of ["c", "a", "e", "b", "d"]) await create(name, { Tags: [{ Key: "k", Value: "v" }] });
    const first = await iam.send(new ListRolesCommand({ MaxItems: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, Roles: [{ RoleName: "a" }, { RoleName: "b" }] });
    expect(first.Roles?.[0]?.Tags).toBeUndefined();
    await iam.send(new DeleteRoleCommand({ RoleName: "b" }));
    const rest = await iam.send(new ListRolesCommand({ Marker: first.Marker }));
    expect(rest).toMatchObject({
      IsTruncated: false,
      Roles: [{ RoleName: "c" }, { RoleName: "d" }, { RoleName: "e" }],
    });
    await expect(iam.send(new ListRolesCommand({ Marker: "bogus" }))).rejects.toThrow("Invalid Marker.");
  });
});

describe("IAM refuses", () => {
  it.each([
    [{ RoleName: "Writer" }, "EntityAlreadyExistsException", 409, "Role with name Writer already exists."],
    [
      { RoleName: "not a name" },
      "ValidationError",
      400,
      "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
    ],
    [
      { RoleName: "x".repeat(65), Description: "x".repeat(1001) },
      "ValidationError",
      400,
      "2 validation errors detected: Value at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64; Value at 'description' failed to satisfy constraint: Member must have length less than or equal to 1000",
    ],
    [
      { RoleName: "r", Tags: [{ Key: "", Value: "" }] },
      "ValidationError",
      400,
      "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { RoleName: "r", AssumeRolePolicyDocument: "{" },
      "MalformedPolicyDocumentException",
      400,
      "This policy contains invalid Json",
    ],
    [
      { RoleName: "r", AssumeRolePolicyDocument: permissions },
      "MalformedPolicyDocumentException",
      400,
      "Has prohibited field Resource",
    ],
    [
      { RoleName: "r", AssumeRolePolicyDocument: trust.replace("apigateway.amazonaws.com", "apigateway") },
      "MalformedPolicyDocumentException",
      400,
      'Invalid principal in policy: "SERVICE":"apigateway"',
    ],
    [
      {
        RoleName: "r",
        AssumeRolePolicyDocument: policy({
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::000000000000:role/nobody" },
          Action: "sts:AssumeRole",
        }),
      },
      "MalformedPolicyDocumentException",
      400,
      'Invalid principal in policy: "AWS":"arn:aws:iam::000000000000:role/nobody"',
    ],
    [
      { RoleName: "r", AssumeRolePolicyDocument: policy({ Sid: "s".repeat(2100), ...JSON.parse(trust).Statement[0] }) },
      "LimitExceededException",
      409,
      "Cannot exceed quota for ACLSizePerRole: 2048",
    ],
  ])("%j", async (input, name, status, message) => {
    await create();
    const command = new CreateRoleCommand({ AssumeRolePolicyDocument: trust, ...input });
    await expect(iam.send(command)).rejects.toMatchObject({ name, message, $metadata: { httpStatusCode: status } });
  });
});

it("knows the account's root, and no other user", async () => {
  const { User } = await iam.send(new GetUserCommand({}));
  expect(User).toMatchObject({ UserId: "000000000000", Arn: "arn:aws:iam::000000000000:root" });
  await expect(iam.send(new GetUserCommand({ UserName: "bob" }))).rejects.toThrow(
    "The user with name bob cannot be found.",
  );
});
