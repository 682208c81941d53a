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
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  type Tag,
} from "@aws-sdk/client-iam";
import { DescribeStreamSummaryCommand, type StreamDescriptionSummary } from "@aws-sdk/client-kinesis";
import { describe, expect, test } from "vitest";
import { putRecordPolicy, trustPolicy } from "../../../src/steps/policies.ts";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError } from "../../../src/engine/errors.ts";
import { role } from "../../../src/steps/role/role.ts";
import { fakeContext, ourRoleTags, type FakeContext } from "../../helpers/fake-context.ts";
import { knownRole } from "../../helpers/known-steps.ts";
import { fault } from "../../helpers/fault.ts";

const arn = "arn:aws:iam::111122223333:role/orders";
const policyArn = "arn:aws:iam::111122223333:policy/orders";
const wanted = JSON.stringify(
  putRecordPolicy("arn:aws:kinesis:eu-west-1:111122223333:stream/orders", ["kinesis:PutRecord"]),
);

interface World {
  role?: { trust: string; tags: Tag[] } | undefined;
  policy?: { versions: string[]; tags: Tag[] } | undefined;
  attached: boolean;
}

const whole = (): World => ({
  role: { trust: JSON.stringify(trustPolicy), tags: ourRoleTags },
  policy: { versions: [wanted], tags: ourRoleTags },
  attached: true,
});

/** An IAM that holds one role and one policy, and gives documents back as IAM does: percent-encoded. */
function iamWith(ctx: FakeContext, world: World): World {
  const { iam } = ctx.aws;
  ctx.aws.kinesis.on(DescribeStreamSummaryCommand).rejects(fault("ResourceNotFoundException"));
  const there = <T>(one: T | undefined): T => {
    if (one === undefined) throw fault("NoSuchEntityException");
    return one;
  };
  iam.on(GetRoleCommand).callsFake(() => {
    const { trust, tags } = there(world.role);
    return { Role: { Arn: arn, AssumeRolePolicyDocument: encodeURIComponent(trust), Tags: tags } };
  });
  iam.on(ListAttachedRolePoliciesCommand).callsFake(() => {
    there(world.role);
    return { AttachedPolicies: world.attached ? [{ PolicyArn: policyArn }] : [] };
  });
  iam.on(ListRolePoliciesCommand).resolves({ PolicyNames: [] });
  iam.on(GetPolicyCommand).callsFake(() => {
    const { versions, tags } = there(world.policy);
    return { Policy: { DefaultVersionId: `v${versions.length}`, Tags: tags } };
  });
  iam.on(GetPolicyVersionCommand).callsFake(() => {
    return { PolicyVersion: { Document: encodeURIComponent(there(world.policy).versions.at(-1) ?? "") } };
  });
  iam.on(ListPolicyVersionsCommand).callsFake(() => ({
    Versions: there(world.policy).versions.map((_, place, all) => ({
      VersionId: `v${place + 1}`,
      IsDefaultVersion: place === all.length - 1,
    })),
  }));
  iam.on(CreateRoleCommand).callsFake((input: CreateRoleCommand["input"]) => {
    if (world.role !== undefined) throw fault("EntityAlreadyExistsException");
    world.role = { trust: input.AssumeRolePolicyDocument ?? "", tags: input.Tags ?? [] };
    return { Role: { Arn: arn } };
  });
  iam.on(UpdateAssumeRolePolicyCommand).callsFake((input: UpdateAssumeRolePolicyCommand["input"]) => {
    there(world.role).trust = input.PolicyDocument ?? "";
    return {};
  });
  iam.on(CreatePolicyCommand).callsFake((input: CreatePolicyCommand["input"]) => {
    if (world.policy !== undefined) throw fault("EntityAlreadyExistsException");
    world.policy = { versions: [input.PolicyDocument ?? ""], tags: input.Tags ?? [] };
    return {};
  });
  iam.on(CreatePolicyVersionCommand).callsFake((input: CreatePolicyVersionCommand["input"]) => {
    if (there(world.policy).versions.length >= 5) throw fault("LimitExceededException");
    there(world.policy).versions.push(input.PolicyDocument ?? "");
    return { PolicyVersion: { VersionId: `v${there(world.policy).versions.length}` } };
  });
  iam.on(SetDefaultPolicyVersionCommand).resolves({});
  iam.on(DeletePolicyVersionCommand).callsFake(() => {
    there(world.policy).versions.shift();
    return {};
  });
  iam.on(AttachRolePolicyCommand).callsFake(() => {
    there(world.role);
    there(world.policy);
    world.attached = true;
    return {};
  });
  iam.on(DetachRolePolicyCommand).callsFake(() => {
    if (!world.attached) throw fault("NoSuchEntityException");
    world.attached = false;
    return {};
  });
  iam.on(DeleteRoleCommand).callsFake(() => {
    there(world.role);
    if (world.attached) throw fault("DeleteConflictException");
    world.role = undefined;
    return {};
  });
  iam.on(DeletePolicyCommand).callsFake(() => {
    if (world.attached || there(world.policy).versions.length > 1) throw fault("DeleteConflictException");
    world.policy = undefined;
    return {};
  });
  return world;
}

describe("the five", () => {
  test("the first run makes the role, the policy and the attachment, tagged as ours", async () => {
    const ctx = fakeContext();
    const world = iamWith(ctx, { attached: false });
    expect(await converge(role, ctx)).toMatchObject({ outcome: "created", found: { ids: { arn, policyArn } } });
    expect(world).toEqual(whole());
    expect(ctx.state.ids.role).toEqual({ name: "orders", arn, policyArn });
  });

  test("the second run changes nothing", async () => {
    const ctx = fakeContext();
    iamWith(ctx, whole());
    expect((await converge(role, ctx)).outcome).toBe("unchanged");
    expect(ctx.changes()).toEqual([]);
  });

  test("a trust policy that somebody changed is put back", async () => {
    const ctx = fakeContext();
    const world = iamWith(ctx, { ...whole(), role: { trust: '{"Statement":[]}', tags: ourRoleTags } });
    expect((await converge(role, ctx)).outcome).toBe("repaired");
    expect(world).toEqual(whole());
    expect(ctx.changes()).toEqual(["UpdateAssumeRolePolicy"]);
  });

  test("a lost race for the role uses the one that won", async () => {
    const ctx = fakeContext();
    iamWith(ctx, whole());
    ctx.aws.iam
      .on(GetRoleCommand)
      .rejectsOnce(fault("NoSuchEntityException"))
      .rejectsOnce(fault("NoSuchEntityException"))
      .rejectsOnce(fault("NoSuchEntityException"))
      .resolves({
        Role: {
          Arn: arn,
          Path: "/",
          RoleName: "orders",
          RoleId: "1",
          CreateDate: new Date(0),
          AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trustPolicy)),
          Tags: ourRoleTags,
        },
      });
    ctx.aws.iam
      .on(GetPolicyCommand)
      .rejectsOnce(fault("NoSuchEntityException"))
      .rejectsOnce(fault("NoSuchEntityException"))
      .resolves({
        Policy: { DefaultVersionId: "v1", Tags: ourRoleTags },
      });
    expect((await converge(role, ctx)).found.ids.arn).toBe(arn);
    expect(ctx.changes()).toEqual(["CreateRole"]);
  });

  test("removing what is not there is fine", async () => {
    const ctx = fakeContext();
    iamWith(ctx, { attached: false });
    expect((await dismantle(role, ctx)).outcome).toBe("absent");
    await role.remove({ ...knownRole, ids: { name: "orders", arn, policyArn } }, ctx);
  });
});

describe("a run that died halfway heals", () => {
  test.each<[string, Partial<World>, string[]]>([
    ["before the policy", { policy: undefined, attached: false }, ["CreatePolicy", "AttachRolePolicy"]],
    ["before the attachment", { attached: false }, ["AttachRolePolicy"]],
    [
      "while going down, the role already gone",
      { role: undefined, attached: false },
      ["CreateRole", "AttachRolePolicy"],
    ],
  ])("%s", async (_, missing, changes) => {
    const ctx = fakeContext();
    const world = iamWith(ctx, { ...whole(), ...missing });
    expect((await converge(role, ctx)).outcome).toBe("repaired");
    expect(world).toEqual(whole());
    expect(ctx.changes()).toEqual(changes);
  });

  test("a policy left over without its role goes with down", async () => {
    const ctx = fakeContext();
    const world = iamWith(ctx, { ...whole(), role: undefined, attached: false });
    expect((await dismantle(role, ctx)).outcome).toBe("removed");
    expect(world.policy).toBeUndefined();
  });
});

describe("the policy", () => {
  test("IAM's own spelling of the same policy is no drift", async () => {
    const ctx = fakeContext();
    const spelled =
      '{ "Statement": { "Resource": "arn:aws:kinesis:eu-west-1:111122223333:stream/orders", "Action": "kinesis:PutRecord", "Effect": "Allow" }, "Version": "2012-10-17" }';
    iamWith(ctx, { ...whole(), policy: { versions: [spelled], tags: ourRoleTags } });
    expect((await converge(role, ctx)).outcome).toBe("unchanged");
  });

  test("of another stream gets a new version, and makes room when it has five", async () => {
    const ctx = fakeContext();
    const old = wanted.replace("stream/orders", "stream/other");
    const world = iamWith(ctx, { ...whole(), policy: { versions: [old, old, old, old, old], tags: ourRoleTags } });
    expect((await converge(role, ctx)).outcome).toBe("repaired");
    expect(world.policy?.versions.at(-1)).toBe(wanted);
    expect(ctx.inputs("CreatePolicyVersion")).toEqual([
      { PolicyArn: policyArn, PolicyDocument: wanted, SetAsDefault: false },
    ]);
  });

  test("of a role in use gets its new version as the default once AWS knows it everywhere", async () => {
    const ctx = fakeContext();
    const old = wanted.replace("stream/orders", "stream/other");
    iamWith(ctx, { ...whole(), policy: { versions: [old], tags: ourRoleTags } });
    await converge(role, ctx);
    expect(ctx.changes()).toEqual(["CreatePolicyVersion", "SetDefaultPolicyVersion"]);
    expect(ctx.inputs("SetDefaultPolicyVersion")).toEqual([{ PolicyArn: policyArn, VersionId: "v2" }]);
    expect(ctx.clock.slept).toEqual([5_000]);
  });

  test.each([
    ["that nobody uses", {}, false],
    ["at an emulator", { endpoint: "http://127.0.0.1:4566" }, true],
  ])("%s gets it at once", async (_, config, attached) => {
    const ctx = fakeContext(config);
    iamWith(ctx, { ...whole(), policy: { versions: ["{}"], tags: ourRoleTags }, attached });
    await converge(role, ctx);
    expect(ctx.inputs("CreatePolicyVersion")).toMatchObject([{ SetAsDefault: true }]);
    expect(ctx.clock.slept).toEqual([]);
  });

  test("with several versions can be removed", async () => {
    const ctx = fakeContext();
    const world = iamWith(ctx, { ...whole(), policy: { versions: [wanted, wanted, wanted], tags: ourRoleTags } });
    expect((await dismantle(role, ctx)).outcome).toBe("removed");
    expect(world).toEqual({ role: undefined, policy: undefined, attached: false });
  });

  test("of somebody else that says something else is left alone, and is an error", async () => {
    const ctx = fakeContext();
    const world = iamWith(ctx, { ...whole(), policy: { versions: ["{}"], tags: [] } });
    const error = await converge(role, ctx).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DriftError);
    expect(error).toMatchObject({ exitCode: 3, message: expect.stringContaining(policyArn) });
    expect(ctx.changes()).toEqual([]);
    expect(world.policy?.versions).toEqual(["{}"]);
  });

  test("of somebody else that says the right thing is used, and stays when the role goes", async () => {
    const ctx = fakeContext();
    const world = iamWith(ctx, { ...whole(), policy: { versions: [wanted], tags: [] }, attached: false });
    expect((await converge(role, ctx)).outcome).toBe("repaired");
    expect(world.attached).toBe(true);
    expect((await dismantle(role, ctx)).outcome).toBe("removed");
    expect(world).toMatchObject({ role: undefined, policy: { versions: [wanted] } });
  });

  test("that somebody else makes while the role is being made is an error, not overwritten", async () => {
    const ctx = fakeContext();
    iamWith(ctx, { ...whole(), role: undefined, attached: false, policy: { versions: ["{}"], tags: [] } });
    ctx.aws.iam
      .on(GetPolicyCommand)
      .rejectsOnce(fault("NoSuchEntityException"))
      .rejectsOnce(fault("NoSuchEntityException"))
      .rejectsOnce(fault("NoSuchEntityException"))
      .resolves({ Policy: { DefaultVersionId: "v1", Tags: [] } });
    await expect(converge(role, ctx)).rejects.toBeInstanceOf(DriftError);
    expect(ctx.changes()).toEqual(["CreateRole", "CreatePolicy"]);
  });
});

describe("the key of the stream", () => {
  const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const policyFor = (named: { arn: string; alias?: string } | undefined): string =>
    JSON.stringify(
      putRecordPolicy("arn:aws:kinesis:eu-west-1:111122223333:stream/orders", ["kinesis:PutRecord"], named),
    );
  const encryptedWith = (ctx: FakeContext, KeyId: string): void => {
    ctx.aws.kinesis
      .on(DescribeStreamSummaryCommand)
      .resolves({ StreamDescriptionSummary: { EncryptionType: "KMS", KeyId } as StreamDescriptionSummary });
  };

  test.each<[string, Parameters<typeof policyFor>[0]]>([
    [key, { arn: key }],
    ["1234abcd-12ab-34cd-56ef-1234567890ab", { arn: key }],
    ["alias/mine", { arn: "arn:aws:kms:eu-west-1:111122223333:key/*", alias: "alias/mine" }],
    [
      "arn:aws:kms:eu-west-1:444455556666:alias/theirs",
      { arn: "arn:aws:kms:eu-west-1:444455556666:key/*", alias: "alias/theirs" },
    ],
    ["alias/aws/kinesis", undefined],
    ["arn:aws:kms:eu-west-1:111122223333:alias/aws/kinesis", undefined],
  ])("that somebody encrypted with %s is one the role may use, and no other", async (KeyId, named) => {
    const ctx = fakeContext();
    const world = iamWith(ctx, whole());
    encryptedWith(ctx, KeyId);
    const seen = await role.find(ctx);
    expect(role.drift(seen!, ctx)).toEqual(
      named === undefined ? [] : [{ field: "policy", wanted: policyFor(named), actual: wanted }],
    );
    await converge(role, ctx);
    expect(world.policy?.versions.at(-1)).toBe(policyFor(named));
    expect((await converge(role, ctx)).outcome).toBe("unchanged");
  });

  test("is in the policy of a new role, too", async () => {
    const ctx = fakeContext();
    const world = iamWith(ctx, { attached: false });
    encryptedWith(ctx, key);
    expect((await converge(role, ctx)).outcome).toBe("created");
    expect(world.policy?.versions).toEqual([policyFor({ arn: key })]);
  });

  test("that it has no more is taken out", async () => {
    const ctx = fakeContext();
    const world = iamWith(ctx, { ...whole(), policy: { versions: [policyFor({ arn: key })], tags: ourRoleTags } });
    expect((await converge(role, ctx)).outcome).toBe("repaired");
    expect(world.policy?.versions.at(-1)).toBe(wanted);
  });

  test("that is asked for counts before the stream has it", async () => {
    const ctx = fakeContext({ kmsKey: "alias/new" });
    const world = iamWith(ctx, whole());
    encryptedWith(ctx, key);
    await converge(role, ctx);
    const alias = { arn: "arn:aws:kms:eu-west-1:111122223333:key/*", alias: "alias/new" };
    expect(world.policy?.versions.at(-1)).toBe(policyFor(alias));
  });

  test.each([wanted, policyFor({ arn: key }), policyFor({ arn: `${key}/../*`, alias: "alias/mine" })])(
    "is left as it is by whoever may not look: %s",
    async (policy) => {
      const ctx = fakeContext();
      iamWith(ctx, { ...whole(), policy: { versions: [policy], tags: ourRoleTags } });
      ctx.aws.kinesis.on(DescribeStreamSummaryCommand).rejects(fault("AccessDeniedException"));
      expect((await converge(role, ctx)).outcome).toBe("unchanged");
    },
  );
});

test("a role without our tag is neither changed nor deleted", async () => {
  const ctx = fakeContext();
  iamWith(ctx, { ...whole(), role: { trust: JSON.stringify(trustPolicy), tags: [] } });
  expect((await converge(role, ctx)).outcome).toBe("unchanged");
  expect((await dismantle(role, ctx)).outcome).toBe("kept");
  const other = fakeContext();
  iamWith(other, { ...whole(), role: { trust: JSON.stringify(trustPolicy), tags: [] }, attached: false });
  await expect(converge(role, other)).rejects.toBeInstanceOf(DriftError);
  expect([...ctx.changes(), ...other.changes()]).toEqual([]);
});

test("import tags the role, and its policy where that is not tagged yet, as ours and as taken over", async () => {
  for (const [tags, calls] of [
    [[], ["TagRole", "TagPolicy"]],
    [ourRoleTags, ["TagRole"]],
  ] as const) {
    const ctx = fakeContext();
    iamWith(ctx, { ...whole(), policy: { versions: [wanted], tags: [...tags] } });
    ctx.aws.iam.on(TagRoleCommand).resolves({});
    ctx.aws.iam.on(TagPolicyCommand).resolves({});
    await role.adopt?.((await role.find(ctx))!, ctx);
    expect(ctx.changes()).toEqual(calls);
    const Tags = [...ourRoleTags, { Key: "kinesis-proxy-imported", Value: "true" }];
    expect(ctx.inputs("TagRole")).toEqual([{ RoleName: "orders", Tags }]);
    expect(ctx.inputs("TagPolicy")).toEqual(tags.length === 0 ? [{ PolicyArn: policyArn, Tags }] : []);
  }
});
