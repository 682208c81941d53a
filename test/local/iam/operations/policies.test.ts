import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
  SimulatePrincipalPolicyCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
} from "@aws-sdk/client-iam";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { handClock } from "../../hand-clock.ts";

const RoleName = "writer";
const PolicyArn = "arn:aws:iam::000000000000:policy/put";
const PolicyDocument = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "kinesis:PutRecord", Resource: "arn:aws:kinesis:*:*:stream/orders" }],
});
const AssumeRolePolicyDocument = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

let local: Local;
let iam: ReturnType<typeof clientsOf>["iam"];

beforeEach(async () => {
  local = await startLocal({ clock: handClock() });
  iam = clientsOf(local).iam;
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  await iam.send(new CreatePolicyCommand({ PolicyName: "put", PolicyDocument, Description: "puts" }));
});
afterEach(() => local.close());

describe("a managed policy", () => {
  it("reads back as it was made", async () => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toEqual({
      PolicyName: "put",
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
      Arn: PolicyArn,
      Path: "/",
      DefaultVersionId: "v1",
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      Description: "puts",
      CreateDate: new Date("2026-01-01T00:00:00Z"),
      UpdateDate: new Date("2026-01-01T00:00:00Z"),
      Tags: [],
    });
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: "v1" }));
    expect(decodeURIComponent(PolicyVersion?.Document ?? "")).toBe(PolicyDocument);
    // RFC 3986: the star is encoded too.
    expect(PolicyVersion?.Document).toContain("%2A");
  });

  it("has at most five versions, whose numbers are not used again", async () => {
    const add = () => iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
    for (let i = 0; i < 4; i++) await add();
    await expect(add()).rejects.toMatchObject({
      name: "LimitExceededException",
      message:
        "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
    });
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: "v5" }));
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: "v1" }));
    expect((await add()).PolicyVersion?.VersionId).toBe("v6");
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions?.map((one) => [one.VersionId, one.IsDefaultVersion])).toEqual([
      ["v6", false],
      ["v5", true],
      ["v4", false],
      ["v3", false],
      ["v2", false],
    ]);
    await expect(iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: "v5" }))).rejects.toThrow(
      "Cannot delete the default version of a policy.",
    );
  });

  it("is attached, counted, detached, and deleted only in that order", async () => {
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(attached).toMatchObject({ AttachedPolicies: [{ PolicyName: "put", PolicyArn }], IsTruncated: false });
    const entities = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn }));
    expect(entities).toMatchObject({ PolicyRoles: [{ RoleName }], PolicyUsers: [], PolicyGroups: [] });
    expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.AttachmentCount).toBe(1);

    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: "DeleteConflictException",
      message: "Cannot delete a policy attached to entities.",
      $metadata: { httpStatusCode: 409 },
    });
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toThrow(
      "Cannot delete entity, must detach all policies first.",
    );

    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await expect(iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))).rejects.toThrow(
      `Policy ${PolicyArn} was not found.`,
    );
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toThrow(
      /^This policy has more than one version\./,
    );
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: "v2" }));
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
    await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
      message: `Policy ${PolicyArn} was not found.`,
      $metadata: { httpStatusCode: 404 },
    });
  });

  it("has tags", async () => {
    await iam.send(new TagPolicyCommand({ PolicyArn, Tags: [{ Key: "a", Value: "1" }, { Key: "b", Value: "2" }] })); // prettier-ignore
    await iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: ["a"] }));
    expect((await iam.send(new ListPolicyTagsCommand({ PolicyArn }))).Tags).toEqual([{ Key: "b", Value: "2" }]);
    expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.Tags).toEqual([{ Key: "b", Value: "2" }]);
  });

  it("may be one of AWS's, which nobody may change", async () => {
    const ofAws = "arn:aws:iam::aws:policy/AmazonKinesisFullAccess";
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: ofAws }));
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies).toEqual([{ PolicyName: "AmazonKinesisFullAccess", PolicyArn: ofAws }]);
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: ofAws }));
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn: ofAws }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  it("is listed apart from AWS's", async () => {
    const names = async (input: object) =>
      (await iam.send(new ListPoliciesCommand(input))).Policies?.map((policy) => policy.PolicyName);
    expect(await names({ Scope: "Local" })).toEqual(["put"]);
    expect(await names({ Scope: "AWS" })).not.toContain("put");
    expect(await names({ OnlyAttached: true })).toEqual([]);
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    expect(await names({ OnlyAttached: true })).toEqual(["put"]);
  });

  it("says what it allows, when simulated", async () => {
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const { EvaluationResults } = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: `arn:aws:iam::000000000000:role/${RoleName}`,
        ActionNames: ["kinesis:PutRecord"],
        ResourceArns: [
          "arn:aws:kinesis:eu-west-1:000000000000:stream/orders",
          "arn:aws:kinesis:eu-west-1:000000000000:stream/x",
        ],
      }),
    );
    const decisions = EvaluationResults?.[0]?.ResourceSpecificResults?.map((one) => one.EvalResourceDecision);
    expect(decisions).toEqual(["allowed", "implicitDeny"]);
  });
});

describe("IAM refuses", () => {
  const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
  const allow = { Effect: "Allow", Action: "kinesis:*", Resource: "*" };

  it.each([
    ["not json", "This policy contains invalid Json"],
    ['"text"', "Syntax errors in policy."],
    [document([]), "Syntax errors in policy."],
    [document({ Effect: "Allow", Action: "kinesis:*" }), "Policy statement must contain resources."],
    [document({ Effect: "Allow", Resource: "*" }), "Policy statement must contain actions."],
    [
      document({ ...allow, Action: "PutRecord" }),
      "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
    ],
    [document({ ...allow, Resource: "orders" }), 'Resource orders must be in ARN format or "*".'],
    [document({ ...allow, Principal: "*" }), "Policy document should not specify a principal."],
    [document([{ ...allow, Sid: "a" }, { ...allow, Sid: "a" }]), "Statement IDs (SID) in a single policy must be unique."], // prettier-ignore
  ])("the document %s", async (text, message) => {
    const command = new CreatePolicyCommand({ PolicyName: "bad", PolicyDocument: text });
    await expect(iam.send(command)).rejects.toMatchObject({ name: "MalformedPolicyDocumentException", message });
  });

  it("a document that is too long, but does not count white space", async () => {
    const create = (PolicyName: string, text: string) =>
      iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: text }));
    await create("spacious", PolicyDocument + " ".repeat(7000));
    const long = document({ ...allow, Resource: `arn:aws:s3:::${"x".repeat(6144)}` });
    await expect(create("long", long)).rejects.toThrow("Cannot exceed quota for PolicySize: 6144");
  });

  it("a second policy of the same name", async () => {
    await expect(iam.send(new CreatePolicyCommand({ PolicyName: "put", PolicyDocument }))).rejects.toMatchObject({
      name: "EntityAlreadyExistsException",
      message: "A policy called put already exists. Duplicate names are not allowed.",
      $metadata: { httpStatusCode: 409 },
    });
  });

  it("to attach what does not exist, to whom does not exist", async () => {
    const missing = `${PolicyArn}-not`;
    await expect(iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: missing }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
      message: `Policy ${missing} does not exist or is not attachable.`,
    });
    await expect(iam.send(new AttachRolePolicyCommand({ RoleName: "nobody", PolicyArn }))).rejects.toThrow(
      "The role with name nobody cannot be found.",
    );
    await expect(
      iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: "arn:aws:iam::1:policy/put" })),
    ).rejects.toThrow("ARN arn:aws:iam::1:policy/put is not valid.");
  });
});
