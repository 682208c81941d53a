import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  type Tag,
} from "@aws-sdk/client-iam";
import { DescribeStreamSummaryCommand, type StreamDescriptionSummary } from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { converge, dismantle } from "../../../../src/engine/run/converge.ts";
import { archiveRole } from "../../../../src/steps/archive/role/archive-role.ts";
import { ourRoleTags } from "../../../helpers/fake-context.ts";
import { fault } from "../../../helpers/fault.ts";
import { archiveContext, type ArchiveContext } from "../archive-context.ts";

interface World {
  role?: { trust: string; tags: readonly Tag[] } | undefined;
  policy?: string | undefined;
}

const RoleName = "orders-archive-eu-west-1";
const Arn = `arn:aws:iam::111122223333:role/${RoleName}`;
const bucketFound = { ids: { name: "kept", arn: "arn:aws:s3:::kept" }, ours: true, facts: {}, key: undefined };

/** An IAM that holds one role, and gives documents back as IAM does: percent-encoded. */
function iamWith(ctx: ArchiveContext, world: World = {}): World {
  const { iam } = ctx.aws;
  const there = <T>(one: T | undefined): T => {
    if (one === undefined) throw fault("NoSuchEntityException");
    return one;
  };
  iam.on(GetRoleCommand).callsFake(() => {
    const { trust, tags } = there(world.role);
    return { Role: { Arn, AssumeRolePolicyDocument: encodeURIComponent(trust), Tags: tags } };
  });
  iam.on(GetRolePolicyCommand).callsFake(() => ({ PolicyDocument: encodeURIComponent(there(world.policy)) }));
  iam.on(CreateRoleCommand).callsFake((input: CreateRoleCommand["input"]) => {
    if (world.role !== undefined) throw fault("EntityAlreadyExistsException");
    world.role = { trust: input.AssumeRolePolicyDocument ?? "", tags: input.Tags ?? [] };
    return { Role: { Arn } };
  });
  iam.on(PutRolePolicyCommand).callsFake(({ PolicyDocument }: PutRolePolicyCommand["input"]) => {
    world.policy = PolicyDocument;
    return {};
  });
  iam.on(UpdateAssumeRolePolicyCommand).callsFake(({ PolicyDocument }: UpdateAssumeRolePolicyCommand["input"]) => {
    world.role = { ...there(world.role), trust: PolicyDocument ?? "" };
    return {};
  });
  iam.on(ListRolePoliciesCommand).resolves({ PolicyNames: ["archive"] });
  iam.on(ListAttachedRolePoliciesCommand).resolves({});
  iam.on(DeleteRolePolicyCommand).callsFake(() => {
    there(world.policy);
    world.policy = undefined;
    return {};
  });
  iam.on(DeleteRoleCommand).callsFake(() => {
    there(world.role);
    world.role = undefined;
    return {};
  });
  const summary = { EncryptionType: "NONE" } as StreamDescriptionSummary;
  ctx.aws.kinesis.on(DescribeStreamSummaryCommand).resolves({ StreamDescriptionSummary: summary });
  return world;
}

const context = () => archiveContext({}, { known: { bucket: bucketFound } });

test("the first run makes it, and the second changes nothing", async () => {
  const ctx = context();
  const world = iamWith(ctx);
  expect((await converge(archiveRole, ctx)).outcome).toBe("created");
  expect(world.role?.tags).toEqual(ourRoleTags);
  expect(ctx.changes()).toEqual(["CreateRole", "PutRolePolicy"]);
  expect((await converge(archiveRole, ctx)).outcome).toBe("unchanged");
  expect(ctx.changes()).toHaveLength(2);
});

test("drift of trust and policy is repaired", async () => {
  const ctx = context();
  const world = iamWith(ctx);
  await converge(archiveRole, ctx);
  const whole = structuredClone(world);
  world.policy = undefined;
  expect(await converge(archiveRole, ctx)).toMatchObject({ outcome: "repaired" });
  world.role = { ...world.role!, trust: '{"Version":"2012-10-17","Statement":[]}' };
  expect(await converge(archiveRole, ctx)).toMatchObject({ outcome: "repaired" });
  expect(world).toEqual(whole);
});

test("the keys of stream and bucket are in the policy, whoever gave them", async () => {
  const ctx = archiveContext({}, { known: { bucket: { ...bucketFound, key: "b" } as never } });
  const world = iamWith(ctx);
  const summary = { EncryptionType: "KMS", KeyId: "s" } as StreamDescriptionSummary;
  ctx.aws.kinesis.on(DescribeStreamSummaryCommand).resolves({ StreamDescriptionSummary: summary });
  await converge(archiveRole, ctx);
  for (const key of ["s", "b"]) expect(world.policy).toContain(`arn:aws:kms:eu-west-1:111122223333:key/${key}`);
});

test("one that another run makes at the same moment is used", async () => {
  const ctx = context();
  const world = iamWith(ctx);
  const other = context();
  const made = iamWith(other);
  await converge(archiveRole, other);
  ctx.aws.iam.on(CreateRoleCommand).callsFake(() => {
    Object.assign(world, made);
    throw fault("EntityAlreadyExistsException");
  });
  expect((await converge(archiveRole, ctx)).outcome).toBe("unchanged");
});

test("it goes with its policy, and a second time nothing is there", async () => {
  const ctx = context();
  const world = iamWith(ctx);
  await converge(archiveRole, ctx);
  expect((await dismantle(archiveRole, ctx)).outcome).toBe("removed");
  expect(world.role).toBeUndefined();
  expect((await dismantle(archiveRole, ctx)).outcome).toBe("absent");
});

test("what others gave it keeps it", async () => {
  const ctx = context();
  iamWith(ctx);
  await converge(archiveRole, ctx);
  ctx.aws.iam.on(ListRolePoliciesCommand).resolves({ PolicyNames: ["archive", "theirs"] });
  expect(await dismantle(archiveRole, ctx)).toMatchObject({
    outcome: "kept",
    detail: "others gave it policies (theirs): take them away first",
  });
});
