import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccountAliasCommand,
  DeleteAccountPasswordPolicyCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetPolicyCommand,
  ListAccountAliasesCommand,
  ListEntitiesForPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  SimulateCustomPolicyCommand,
  UpdateAccountPasswordPolicyCommand,
} from "@aws-sdk/client-iam";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

const trust = policy({ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" });
const permissions = policy({ Effect: "Allow", Action: "kinesis:PutRecord", Resource: "*" });
const pushToLogs = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";

let local: Local;
let iam: ReturnType<typeof clientsOf>["iam"];

beforeEach(async () => {
  local = await startLocal();
  iam = clientsOf(local).iam;
});
afterEach(() => local.close());

function policy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

async function makeRole(): Promise<void> {
  await iam.send(new CreateRoleCommand({ RoleName: "writer", AssumeRolePolicyDocument: trust }));
  await iam.send(new PutRolePolicyCommand({ RoleName: "writer", PolicyName: "put", PolicyDocument: permissions }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: "writer", PolicyArn: pushToLogs }));
  await iam.send(new CreatePolicyCommand({ PolicyName: "spare", PolicyDocument: permissions }));
}

describe("the account", () => {
  it("is summed up in numbers", async () => {
    await makeRole();
    const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
    expect(SummaryMap).toMatchObject({ Roles: 1, Policies: 1, PolicyVersionsInUse: 1, Users: 0, RolesQuota: 1000 });
  });

  it("shows its roles with their policies, and of AWS's policies those in use", async () => {
    await makeRole();
    const details = await iam.send(new GetAccountAuthorizationDetailsCommand({}));
    expect(details.RoleDetailList).toMatchObject([
      {
        RoleName: "writer",
        RolePolicyList: [{ PolicyName: "put", PolicyDocument: encodeURIComponent(permissions).replace("*", "%2A") }],
        AttachedManagedPolicies: [{ PolicyArn: pushToLogs, PolicyName: "AmazonAPIGatewayPushToCloudWatchLogs" }],
      },
    ]);
    expect(details.Policies?.map((one) => [one.PolicyName, one.PolicyVersionList?.length])).toEqual([
      ["spare", 1],
      ["AmazonAPIGatewayPushToCloudWatchLogs", 1],
    ]);
  });

  it("shows only the kinds asked for, page by page", async () => {
    await makeRole();
    const first = await iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1 }));
    expect(first).toMatchObject({ IsTruncated: true, RoleDetailList: [{ RoleName: "writer" }], Policies: [] });
    const next = await iam.send(new GetAccountAuthorizationDetailsCommand({ Marker: first.Marker }));
    expect(next).toMatchObject({ IsTruncated: false, RoleDetailList: [] });
    expect(next.Policies).toHaveLength(2);
    const own = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["LocalManagedPolicy"] }));
    expect(own).toMatchObject({ RoleDetailList: [], Policies: [{ PolicyName: "spare" }] });
  });

  it("shows its users and groups", async () => {
    await iam.send(new CreateUserCommand({ UserName: "alice", Tags: [{ Key: "team", Value: "red" }] }));
    await iam.send(new PutUserPolicyCommand({ UserName: "alice", PolicyName: "put", PolicyDocument: permissions }));
    await iam.send(new CreateGroupCommand({ GroupName: "writers" }));
    await iam.send(new AddUserToGroupCommand({ UserName: "alice", GroupName: "writers" }));
    const details = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["User", "Group"] }));
    expect(details).toMatchObject({
      UserDetailList: [{ UserName: "alice", GroupList: ["writers"], UserPolicyList: [{ PolicyName: "put" }] }],
      GroupDetailList: [{ GroupName: "writers", GroupPolicyList: [] }],
      RoleDetailList: [],
    });
    const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
    expect(SummaryMap).toMatchObject({ Users: 1, Groups: 1, InstanceProfiles: 0 });
  });

  it("tells who has a policy", async () => {
    await makeRole();
    await iam.send(new CreateUserCommand({ UserName: "alice", PermissionsBoundary: pushToLogs }));
    await iam.send(new CreateGroupCommand({ GroupName: "writers" }));
    await iam.send(new AttachGroupPolicyCommand({ GroupName: "writers", PolicyArn: pushToLogs }));
    const entities = (more: object = {}) =>
      iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: pushToLogs, ...more }));
    expect(await entities()).toMatchObject({
      PolicyRoles: [{ RoleName: "writer" }],
      PolicyUsers: [{ UserName: "alice", UserId: expect.stringMatching(/^AIDA/) }],
      PolicyGroups: [{ GroupName: "writers" }],
    });
    expect(await entities({ PolicyUsageFilter: "PermissionsPolicy" })).toMatchObject({ PolicyUsers: [] });
    expect(await entities({ EntityFilter: "User" })).toMatchObject({ PolicyRoles: [], PolicyGroups: [] });
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: pushToLogs }));
    expect(Policy).toMatchObject({ AttachmentCount: 2, PermissionsBoundaryUsageCount: 1 });
  });

  it("has an alias and a password policy, once they are made", async () => {
    expect(await iam.send(new ListAccountAliasesCommand({}))).toMatchObject({ AccountAliases: [] });
    await iam.send(new CreateAccountAliasCommand({ AccountAlias: "orders" }));
    expect(await iam.send(new ListAccountAliasesCommand({}))).toMatchObject({ AccountAliases: ["orders"] });
    await iam.send(new DeleteAccountAliasCommand({ AccountAlias: "orders" }));
    await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 12, MaxPasswordAge: 90 }));
    const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}));
    expect(PasswordPolicy).toMatchObject({ MinimumPasswordLength: 12, ExpirePasswords: true, RequireSymbols: false });
    await iam.send(new DeleteAccountPasswordPolicyCommand({}));
    await expect(iam.send(new GetAccountPasswordPolicyCommand({}))).rejects.toMatchObject({
      name: "NoSuchEntityException",
      message: "The Password Policy with domain name 000000000000 cannot be found.",
    });
  });
});

describe("policies that are given with the question", () => {
  const ask = async (more: object) => {
    const asked = { PolicyInputList: [permissions], ActionNames: ["kinesis:PutRecord", "kinesis:PutRecords"], ...more };
    const { EvaluationResults = [] } = await iam.send(new SimulateCustomPolicyCommand(asked));
    return EvaluationResults.map(({ EvalDecision }) => EvalDecision);
  };

  it("are simulated", async () => {
    expect(await ask({})).toEqual(["allowed", "implicitDeny"]);
  });

  it("are bounded by a boundary", async () => {
    const reading = policy({ Effect: "Allow", Action: "kinesis:Get*", Resource: "*" });
    expect(await ask({ PermissionsBoundaryPolicyInputList: [reading] })).toEqual(["implicitDeny", "implicitDeny"]);
  });

  it("are asked about page by page, and not about millions of pairs", async () => {
    const names = (count: number, of: string) => Array.from({ length: count }, (_, i) => `${of}${i}`);
    const ActionNames = names(100, "kinesis:Put");
    expect(await ask({ ActionNames, ResourceArns: names(100, "arn:aws:kinesis:::stream/") })).toHaveLength(100);
    await expect(ask({ ActionNames, ResourceArns: names(101, "arn:aws:kinesis:::stream/") })).rejects.toThrow(
      "The local AWS simulates 10000 actions on resources at most.",
    );
  });
});
