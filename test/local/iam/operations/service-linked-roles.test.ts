import {
  AttachRolePolicyCommand,
  CreateServiceLinkedRoleCommand,
  DeleteRoleCommand,
  DeleteServiceLinkedRoleCommand,
  GetRoleCommand,
  GetServiceLinkedRoleDeletionStatusCommand,
  ListAttachedRolePoliciesCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

let local: Local;
let iam: ReturnType<typeof clientsOf>["iam"];

beforeEach(async () => {
  local = await startLocal();
  iam = clientsOf(local).iam;
});
afterEach(() => local.close());

const create = (AWSServiceName: string, more: object = {}) =>
  iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName, ...more }));

describe("a role for a service", () => {
  const RoleName = "AWSServiceRoleForBatch";

  it("has AWS's name, path and policy, and only AWS changes them", async () => {
    await create("batch.amazonaws.com");
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({ Path: "/aws-service-role/batch.amazonaws.com/", MaxSessionDuration: 3600 });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toContain('{"Service":"batch.amazonaws.com"}');
    const PolicyArn = "arn:aws:iam::aws:policy/aws-service-role/BatchServiceRolePolicy";
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies).toEqual([{ PolicyArn, PolicyName: "BatchServiceRolePolicy" }]);
    const refused = {
      name: "UnmodifiableEntityException",
      message: `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`,
    };
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject(refused);
    await expect(iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }))).rejects.toMatchObject(refused);
    await iam.send(new UpdateRoleCommand({ RoleName, Description: "for batches" }));
  });

  it("goes by a task, policy and all", async () => {
    await create("batch.amazonaws.com");
    await expect(create("batch.amazonaws.com")).rejects.toMatchObject({
      name: "InvalidInputException",
      message: `Service role name ${RoleName} has been taken in this account, please try a different suffix.`,
    });
    const { DeletionTaskId } = await iam.send(new DeleteServiceLinkedRoleCommand({ RoleName }));
    expect(DeletionTaskId).toMatch(
      /^task\/aws-service-role\/batch\.amazonaws\.com\/AWSServiceRoleForBatch\/[\da-f-]{36}$/,
    );
    const status = await iam.send(new GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }));
    expect(status.Status).toBe("SUCCEEDED");
    await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toThrow("cannot be found");
  });

  it("has an ending of the caller's choice only for some services", async () => {
    const { Role } = await create("autoscaling.amazonaws.com", { CustomSuffix: "mine" });
    expect(Role?.RoleName).toBe("AWSServiceRoleForAutoScaling_mine");
    await expect(create("batch.amazonaws.com", { CustomSuffix: "mine" })).rejects.toThrow(
      "Custom suffix is not allowed for batch.amazonaws.com",
    );
    await expect(create("bat.amazonaws.com")).rejects.toThrow(
      "Cannot find Service Linked Role template for bat.amazonaws.com",
    );
  });
});
