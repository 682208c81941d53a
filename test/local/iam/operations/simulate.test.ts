import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  GetContextKeysForCustomPolicyCommand,
  GetContextKeysForPrincipalPolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

const PolicySourceArn = "arn:aws:iam::000000000000:user/alice";
const UserName = "alice";
const bucket = "arn:aws:s3:::bucket";
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const put = { Effect: "Allow", Action: "s3:PutObject", Resource: "*" };

let local: Local;
let iam: ReturnType<typeof clientsOf>["iam"];

beforeEach(async () => {
  local = await startLocal();
  iam = clientsOf(local).iam;
  await iam.send(new CreateUserCommand({ UserName }));
});
afterEach(() => local.close());

const ask = async (more: object) =>
  (await iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ["s3:PutObject"], ...more })))
    .EvaluationResults;
const putOwn = (PolicyName: string, ...statements: object[]) =>
  iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument: document(...statements) }));

describe("a simulation", () => {
  it("tells the statements that decided, and where they stand, for each resource", async () => {
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: "writes", PolicyDocument: document(put) }));
    await iam.send(new CreateGroupCommand({ GroupName: "writers" }));
    await iam.send(new AttachGroupPolicyCommand({ GroupName: "writers", PolicyArn: Policy?.Arn }));
    await iam.send(new AddUserToGroupCommand({ GroupName: "writers", UserName }));
    await putOwn("own", { ...put, Effect: "Deny", Resource: `${bucket}/private/*` });
    const statement = (SourcePolicyId: string, from: number, to: number) => ({
      SourcePolicyId,
      SourcePolicyType: "IAM Policy",
      StartPosition: { Line: 1, Column: from },
      EndPosition: { Line: 1, Column: to },
    });
    const results = await ask({ ResourceArns: [`${bucket}/a`, `${bucket}/private/a`] });
    expect(results).toEqual([
      {
        EvalActionName: "s3:PutObject",
        EvalResourceName: `${bucket}/a`,
        EvalDecision: "explicitDeny",
        EvalDecisionDetails: {},
        MatchedStatements: [statement("user_alice_own", 39, 122)],
        MissingContextValues: [],
        OrganizationsDecisionDetail: { AllowedByOrganizations: true },
        ResourceSpecificResults: [
          {
            EvalResourceName: `${bucket}/a`,
            EvalResourceDecision: "allowed",
            MatchedStatements: [statement("writes", 39, 95)],
            MissingContextValues: [],
          },
          {
            EvalResourceName: `${bucket}/private/a`,
            EvalResourceDecision: "explicitDeny",
            MatchedStatements: [statement("user_alice_own", 39, 122)],
            MissingContextValues: [],
          },
        ],
      },
    ]);
  });

  it("says what a boundary holds back, and which keys nobody gave", async () => {
    await putOwn("own", { ...put, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } });
    expect(await ask({})).toMatchObject([
      { EvalDecision: "implicitDeny", MissingContextValues: ["aws:MultiFactorAuthPresent"] },
    ]);
    const mfa = {
      ContextKeyName: "aws:multifactorauthpresent",
      ContextKeyValues: ["true"],
      ContextKeyType: "boolean" as const,
    };
    expect(await ask({ ContextEntries: [mfa] })).toMatchObject([{ EvalDecision: "allowed", MissingContextValues: [] }]);
    const PermissionsBoundary = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }));
    expect(await ask({ ContextEntries: [mfa] })).toMatchObject([
      { EvalDecision: "implicitDeny", PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } },
    ]);
    const { ContextKeyNames } = await iam.send(new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn }));
    expect(ContextKeyNames).toEqual(["aws:MultiFactorAuthPresent"]);
  });

  it("of given policies names them by their number, and their keys", async () => {
    const home = document({ ...put, Resource: "arn:aws:s3:::${aws:username}" });
    const asked = { PolicyInputList: [document(put), home], ActionNames: ["s3:PutObject"] };
    const { EvaluationResults } = await iam.send(new SimulateCustomPolicyCommand(asked));
    expect(EvaluationResults).toMatchObject([{ MatchedStatements: [{ SourcePolicyId: "PolicyInputList.1" }] }]);
    expect(await iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [home] }))).toMatchObject({
      ContextKeyNames: ["aws:username"],
    });
  });

  it("is refused for who is not there", async () => {
    await expect(ask({ PolicySourceArn: `${PolicySourceArn}-not` })).rejects.toThrow(
      `The entity with ARN ${PolicySourceArn}-not cannot be found.`,
    );
  });
});
