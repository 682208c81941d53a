import {
  CreateRoleCommand,
  CreateUserCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

const stream = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
const alice = "arn:aws:iam::000000000000:user/alice";
const account = "arn:aws:iam::000000000000:root";
const put = { Effect: "Allow", Action: "kinesis:PutRecord", Resource: "*" };
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const other = document({ ...put, Action: "kinesis:GetRecords" });
const policyOf = (principal: unknown, Effect = "Allow", more: object = {}) =>
  document({ ...put, Effect, Principal: principal, Resource: stream, ...more });

let local: Local;
let iam: ReturnType<typeof clientsOf>["iam"];

beforeEach(async () => {
  local = await startLocal();
  iam = clientsOf(local).iam;
});
afterEach(() => local.close());

const ask = async (more: object = {}) => {
  const { EvaluationResults } = await iam.send(
    new SimulateCustomPolicyCommand({
      PolicyInputList: [document(put)],
      ActionNames: ["kinesis:PutRecord"],
      ResourceArns: [stream],
      CallerArn: alice,
      ...more,
    }),
  );
  return EvaluationResults?.[0];
};

describe("the policy of the resources", () => {
  it.each([
    ["denies everybody", [document(put)], policyOf("*", "Deny"), "explicitDeny"],
    ["denies the account", [document(put)], policyOf({ AWS: account }, "Deny"), "explicitDeny"],
    ["denies somebody else", [document(put)], policyOf({ AWS: `${alice}2` }, "Deny"), "allowed"],
    ["denies another stream", [document(put)], policyOf("*", "Deny", { Resource: `${stream}2` }), "allowed"],
    ["allows the caller", [other], policyOf({ AWS: alice }), "allowed"],
    ["leaves it to the account", [other], policyOf({ AWS: account }), "implicitDeny"],
    ["allows what the caller's own denies", [document({ ...put, Effect: "Deny" })], policyOf("*"), "explicitDeny"],
  ])("%s", async (_, PolicyInputList, ResourcePolicy, EvalDecision) => {
    expect(await ask({ PolicyInputList, ResourcePolicy })).toMatchObject({ EvalDecision });
  });

  it("is told apart from the caller's own, and asks for its keys", async () => {
    const Condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    const denied = await ask({ ResourcePolicy: policyOf("*", "Deny") });
    expect(denied?.MatchedStatements).toMatchObject([
      { SourcePolicyId: "ResourcePolicy", SourcePolicyType: "Resource Policy" },
    ]);
    const asked = await ask({ ResourcePolicy: policyOf("*", "Deny", { Condition }) });
    expect(asked?.ResourceSpecificResults).toMatchObject([{ MissingContextValues: ["aws:MultiFactorAuthPresent"] }]);
  });

  it("needs nothing of a boundary but no deny", async () => {
    const allows = { PolicyInputList: [other], ResourcePolicy: policyOf({ AWS: alice }) };
    const boundary = (one: string) => ({ ...allows, PermissionsBoundaryPolicyInputList: [one] });
    expect(await ask(boundary(other))).toMatchObject({ EvalDecision: "allowed" });
    expect(await ask(boundary(document({ ...put, Effect: "Deny" })))).toMatchObject({ EvalDecision: "explicitDeny" });
  });

  it("of a user's simulation is asked about the user, and not of a role's", async () => {
    await iam.send(new CreateUserCommand({ UserName: "alice" }));
    const AssumeRolePolicyDocument = policyOf({ AWS: account }, "Allow", {
      Action: "sts:AssumeRole",
      Resource: undefined,
    });
    await iam.send(new CreateRoleCommand({ RoleName: "writer", AssumeRolePolicyDocument }));
    const asked = {
      ActionNames: ["kinesis:PutRecord"],
      ResourceArns: [stream],
      ResourcePolicy: policyOf({ AWS: alice }),
    };
    const { EvaluationResults } = await iam.send(
      new SimulatePrincipalPolicyCommand({ ...asked, PolicySourceArn: alice }),
    );
    expect(EvaluationResults).toMatchObject([{ EvalDecision: "allowed" }]);
    const PolicySourceArn = "arn:aws:iam::000000000000:role/writer";
    await expect(iam.send(new SimulatePrincipalPolicyCommand({ ...asked, PolicySourceArn }))).rejects.toThrow(
      "simulates policies of resources for users only",
    );
  });
});

it("who calls fills in the variables of policies", async () => {
  const PolicyInputList = [document({ ...put, Resource: "arn:aws:kinesis:*:*:stream/${aws:username}" })];
  const ResourceArns = [stream.replace("orders", "alice")];
  expect(await ask({ PolicyInputList, ResourceArns })).toMatchObject({ EvalDecision: "allowed" });
  expect(await ask({ PolicyInputList, ResourceArns, CallerArn: `${alice}2` })).toMatchObject({
    EvalDecision: "implicitDeny",
  });
});

describe("refuses rather than answering without a look", () => {
  const ResourcePolicy = policyOf("*");
  it.each([
    ["InvalidInput", "Caller must be an IAM user", { CallerArn: "garbage" }],
    ["InvalidInput", "Caller cannot be null or empty", { CallerArn: undefined, ResourcePolicy }],
    ["InvalidInput", "does not clearly define entity type", { ResourceArns: undefined, ResourcePolicy }],
    ["InvalidInput", "Invalid Resource Owner.", { ResourceOwner: "garbage" }],
    ["InvalidInput", "one account only", { ResourceOwner: account.replace("0:root", "1:root") }],
    ["InvalidInput", "one account only", { ResourceArns: [stream.replace("0:stream", "1:stream")], ResourcePolicy }],
    ["InvalidInput", "has no ResourceHandlingOption", { ResourceHandlingOption: "EC2-VPC-EBS" }],
    ["MalformedPolicyDocument", "Missing required field Principal", { ResourcePolicy: document(put) }],
    ["MalformedPolicyDocument", "invalid Json", { ResourcePolicy: "nope" }],
    ["ValidationError", "'resourcePolicy'", { ResourcePolicy: "" }],
    ["ValidationError", "'resourceOwner'", { ResourceOwner: "x".repeat(2049) }],
    ["ValidationError", "'callerArn'", { CallerArn: "x".repeat(2049) }],
    ["ValidationError", "'resourceHandlingOption'", { ResourceHandlingOption: "x".repeat(65) }],
  ])("%s: %s", async (name, message, more) => {
    await expect(ask(more)).rejects.toMatchObject({ Code: name, message: expect.stringContaining(message) as string });
  });

  it("but takes the account's own name as the owner", async () => {
    expect(await ask({ ResourceOwner: account })).toMatchObject({ EvalDecision: "allowed" });
  });
});
