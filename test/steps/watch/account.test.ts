import { GetAccountCommand, UpdateAccountCommand } from "@aws-sdk/client-api-gateway";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
} from "@aws-sdk/client-iam";
import { expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { leftoversOf } from "../../../src/engine/run/leftovers.ts";
import { plan } from "../../../src/engine/run/plan.ts";
import type { Config } from "../../../src/settings/config.ts";
import { account } from "../../../src/steps/watch/account.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";

const ARN = "arn:aws:iam::111122223333:role/kinesis-proxy-logs-eu-west-1";
const THEIRS = "arn:aws:iam::111122223333:role/teams/logs";

/** An account with this role for its logs, and these roles in IAM. */
function contextWith(
  { set, roles = [], refusals = [] }: { set?: string; roles?: readonly string[]; refusals?: readonly Error[] } = {},
  config: Partial<Config> = { accessLog: true },
) {
  const ctx = fakeContext(config);
  const there = new Set(roles);
  const errors = [...refusals];
  const { apigateway, iam } = ctx.aws;
  let now = set;
  apigateway.on(GetAccountCommand).callsFake(() => ({ cloudwatchRoleArn: now }));
  apigateway.on(UpdateAccountCommand).callsFake(({ patchOperations = [] }: UpdateAccountCommand["input"]) => {
    const error = errors.shift();
    if (error !== undefined) throw error;
    now = patchOperations[0]?.value;
    return {};
  });
  iam.on(GetRoleCommand).callsFake(({ RoleName = "" }: GetRoleCommand["input"]) => {
    if (!there.has(RoleName)) throw fault("NoSuchEntityException");
    return { Role: { RoleName, Tags: RoleName.startsWith("kinesis") ? [{ Key: "kinesis-proxy-logging" }] : [] } };
  });
  iam.on(CreateRoleCommand).callsFake(({ RoleName = "" }: CreateRoleCommand["input"]) => void there.add(RoleName));
  iam.on(AttachRolePolicyCommand).resolves({});
  iam.on(DetachRolePolicyCommand).resolves({});
  iam.on(DeleteRoleCommand).callsFake(({ RoleName = "" }: DeleteRoleCommand["input"]) => void there.delete(RoleName));
  return { ctx, there, role: () => now };
}

const own = "kinesis-proxy-logs-eu-west-1";

test("where the account has no role, one is made and set; the second run uses it", async () => {
  const { ctx, role } = contextWith();
  expect(await converge(account, ctx)).toMatchObject({ outcome: "created", found: { ids: { arn: ARN }, ours: false } });
  expect(role()).toBe(ARN);
  expect(ctx.inputs("AttachRolePolicy")).toEqual([
    { RoleName: own, PolicyArn: "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs" },
  ]);
  expect(ctx.inputs("CreateRole")).toMatchObject([{ Tags: [{ Key: "kinesis-proxy-logging", Value: "eu-west-1" }] }]);
  const changes = ctx.changes().length;
  expect(await converge(account, ctx)).toMatchObject({
    outcome: "unchanged",
    detail: "used by all APIs in eu-west-1 that write logs",
  });
  expect(ctx.changes()).toHaveLength(changes);
});

test("a role that works is used, whoever made it, and down leaves it", async () => {
  const { ctx, role } = contextWith({ set: THEIRS, roles: ["logs"] });
  expect((await converge(account, ctx)).outcome).toBe("unchanged");
  expect(await dismantle(account, ctx)).toMatchObject({ outcome: "kept", detail: "not made by kinesis-proxy" });
  expect(ctx.changes()).toEqual([]);
  expect(role()).toBe(THEIRS);
});

test("a role that is gone does not work", async () => {
  const { ctx, role } = contextWith({ set: THEIRS });
  expect((await converge(account, ctx)).outcome).toBe("created");
  expect(role()).toBe(ARN);
});

test("who may not look at roles takes the account's word", async () => {
  const { ctx } = contextWith({ set: THEIRS });
  ctx.aws.iam.on(GetRoleCommand).rejects(fault("AccessDenied"));
  expect((await converge(account, ctx)).outcome).toBe("unchanged");
});

test("down keeps the role of ours that the account uses, with the reason, and a role that it does not use goes", async () => {
  const used = contextWith({ set: ARN, roles: [own] });
  expect(await dismantle(account, used.ctx)).toMatchObject({
    outcome: "kept",
    detail: "used by all APIs in eu-west-1 that write logs",
  });
  expect(used.ctx.changes()).toEqual([]);
  const left = contextWith({ roles: [own] });
  expect((await dismantle(account, left.ctx)).outcome).toBe("removed");
  expect([...left.there]).toEqual([]);
});

test("a role that a killed run has made is set, or found as a leftover, also by who never asked for logs", async () => {
  const killed = contextWith({ roles: [own] });
  expect((await converge(account, killed.ctx)).outcome).toBe("repaired");
  expect(killed.role()).toBe(ARN);
  const other = contextWith({ roles: [own], set: THEIRS }, {});
  const [leftover] = await leftoversOf([account], other.ctx);
  await leftover?.remove();
  expect([...other.there]).toEqual([]);
  expect(await leftoversOf([account], contextWith({ roles: [own], set: ARN }, {}).ctx)).toEqual([]);
});

test("who never asked for logs pays no call in up", async () => {
  const { ctx } = contextWith({}, {});
  expect(account.asked(ctx)).toBeUndefined();
  expect(await account.find(ctx)).toBeUndefined();
  expect(ctx.calls).toEqual([]);
});

test("API Gateway may not see the new role at once: it is waited for", async () => {
  const unseen = fault("BadRequestException", "The role ARN does not have required permissions configured.");
  const { ctx, role } = contextWith({ refusals: [unseen, unseen] });
  await converge(account, ctx);
  expect(role()).toBe(ARN);
  expect(ctx.clock.slept).toEqual([2_000, 3_000]);
  const never = contextWith({ refusals: Array.from({ length: 99 }, () => unseen) });
  await expect(converge(account, never.ctx)).rejects.toThrow("required permissions");
});

test("who may not set it leaves nothing behind", async () => {
  const { ctx, there } = contextWith({
    refusals: [fault("AccessDeniedException", "not authorized to perform: apigateway:PATCH")],
  });
  await expect(converge(account, ctx)).rejects.toThrow("apigateway:PATCH");
  expect([...there]).toEqual([]);
  expect(ctx.state.ids.account).toBeUndefined();
});

test("a plan says that the role will be made, and changes nothing", async () => {
  const { ctx } = contextWith();
  expect((await plan([account], [account], ctx)).get("account")?.outcome).toBe("create");
  expect(ctx.changes()).toEqual([]);
});
