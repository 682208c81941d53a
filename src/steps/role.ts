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
  UpdateAssumeRolePolicyCommand,
  type Tag,
} from "@aws-sdk/client-iam";
import { policyArn, roleArn, streamArn } from "../aws/arns.ts";
import { unless } from "../aws/faults.ts";
import { kmsKeyOf, putRecordPolicy, samePolicy, trustPolicy, type Policy } from "../aws/policies.ts";
import { ownerTagList, taggedAs, taggedRegion } from "../aws/tags.ts";
import type { Context } from "../core/context.ts";
import { DriftError, type Drift } from "../core/errors.ts";
import type { Found } from "../core/found.ts";
import type { Step } from "../core/step.ts";

const gone = ["NoSuchEntity"];
const there = ["EntityAlreadyExists"];

/** The IAM role that API Gateway assumes, the managed policy that lets it put records, and the attachment of the two. */
export const role: Step<"role"> = {
  name: "role",
  command: "create-role",
  noun: "role",
  after: [],
  actions: [
    "iam:GetRole",
    "iam:ListAttachedRolePolicies",
    "iam:GetPolicy",
    "iam:GetPolicyVersion",
    "iam:CreateRole",
    "iam:TagRole",
    "iam:UpdateAssumeRolePolicy",
    "iam:CreatePolicy",
    "iam:TagPolicy",
    "iam:CreatePolicyVersion",
    "iam:ListPolicyVersions",
    "iam:AttachRolePolicy",
    "iam:DetachRolePolicy",
    "iam:DeletePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeleteRole",
  ],

  title: ({ config }) => `IAM role ${config.roleName}`,

  async find(ctx) {
    const ids = idsOf(ctx);
    const [seen, policy, attached] = await Promise.all([
      unless(gone, () => ctx.clients.iam.send(new GetRoleCommand({ RoleName: ids.name }))),
      currentPolicy(ctx, ids.policyArn),
      attachedPolicies(ctx, ids.name),
    ]);
    const present = seen?.Role;
    if (present === undefined && !policy?.ours) return undefined;
    return {
      ids: { ...ids, arn: present?.Arn ?? ids.arn },
      ours: present === undefined || oursIn(ctx, present.Tags),
      present: present !== undefined,
      trust: decodeURIComponent(present?.AssumeRolePolicyDocument ?? ""),
      policy: policy?.document,
      policyOurs: policy?.ours ?? false,
      attached: attached.includes(ids.policyArn),
    };
  },

  async create(ctx) {
    const ids = idsOf(ctx);
    const [made, policy] = await Promise.all([unless(there, () => createRole(ctx)), currentPolicy(ctx, ids.policyArn)]);
    const other = made === undefined ? await role.find(ctx) : undefined;
    return (
      other ?? {
        ids: { ...ids, arn: made?.Role?.Arn ?? ids.arn },
        ours: true,
        present: made !== undefined,
        trust: JSON.stringify(trustPolicy),
        policy: policy?.document,
        policyOurs: policy?.ours ?? false,
        attached: false,
      }
    );
  },

  verify(found, ctx) {
    const drift: Drift[] = [];
    const wanted = JSON.stringify(wantedPolicy(ctx));
    if (!found.present) drift.push({ field: "role", wanted: "there", actual: "missing" });
    else if (!samePolicy(found.trust, JSON.stringify(trustPolicy)))
      drift.push({ field: "trust policy", wanted: "apigateway.amazonaws.com", actual: found.trust });
    if (found.policy === undefined) drift.push({ field: "policy", wanted, actual: "" });
    else if (!samePolicy(found.policy, wanted)) drift.push({ field: "policy", wanted, actual: found.policy });
    if (!found.attached) drift.push({ field: "policy attachment", wanted: "attached", actual: "detached" });
    return drift;
  },

  async repair(found, drift, ctx) {
    const differs = (field: string): boolean => drift.some((one) => one.field === field);
    const { iam } = ctx.clients;
    const { name, policyArn: PolicyArn } = found.ids;
    const foreign = found.policy !== undefined && !found.policyOurs;
    if (differs("policy") && foreign) throw foreignPolicy(PolicyArn, drift);
    if (differs("role")) await unless(there, () => createRole(ctx));
    if (differs("trust policy"))
      await iam.send(
        new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument: JSON.stringify(trustPolicy) }),
      );
    if (differs("policy")) await writePolicy(found, ctx);
    if (differs("policy attachment") || differs("role"))
      await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }));
    return {
      ...found,
      present: true,
      trust: JSON.stringify(trustPolicy),
      policy: JSON.stringify(wantedPolicy(ctx)),
      policyOurs: !foreign,
      attached: true,
    };
  },

  async remove(found, ctx) {
    const { iam } = ctx.clients;
    const { name: RoleName, policyArn: PolicyArn } = found.ids;
    await unless(gone, () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
    await Promise.all([
      unless(gone, () => iam.send(new DeleteRoleCommand({ RoleName }))),
      found.policyOurs ? unless(gone, () => removePolicy(ctx, PolicyArn)) : undefined,
    ]);
  },
};

function idsOf(ctx: Context): Found["role"]["ids"] {
  const { config, identity } = ctx;
  const name = config.roleName;
  return { name, arn: roleArn(identity, name), policyArn: policyArn(identity, name) };
}

/** `kinesis:PutRecords` too, but only while the batch route is on. */
function wantedPolicy({ config, identity }: Context): Policy {
  const actions = config.batchPath ? ["kinesis:PutRecord", "kinesis:PutRecords"] : ["kinesis:PutRecord"];
  const place = { ...identity, region: config.region };
  return putRecordPolicy(streamArn(place, config.streamName), actions, kmsKeyOf(config.kmsKey, place));
}

function createRole(ctx: Context) {
  return ctx.clients.iam.send(
    new CreateRoleCommand({
      RoleName: ctx.config.roleName,
      AssumeRolePolicyDocument: JSON.stringify(trustPolicy),
      Description: `Lets API Gateway put records into the Kinesis stream ${ctx.config.streamName}`,
      Tags: ownerTagList(ctx.config.name, ctx.config.region),
    }),
  );
}

function foreignPolicy(arn: string, drift: readonly Drift[]): DriftError {
  const message = `The IAM policy ${arn} was not made by kinesis-proxy and does not allow what the role needs.`;
  return new DriftError(message, drift, "Choose another name with --role-name or --name.");
}

async function writePolicy(found: Found["role"], ctx: Context): Promise<void> {
  const { iam } = ctx.clients;
  const PolicyDocument = JSON.stringify(wantedPolicy(ctx));
  const PolicyArn = found.ids.policyArn;
  if (found.policy === undefined) {
    const Tags = ownerTagList(ctx.config.name, ctx.config.region);
    const made = await unless(there, () =>
      iam.send(new CreatePolicyCommand({ PolicyName: found.ids.name, PolicyDocument, Tags })),
    );
    if (made !== undefined) return;
    if ((await currentPolicy(ctx, PolicyArn))?.ours !== true) throw foreignPolicy(PolicyArn, []);
  }
  // A policy keeps five versions at most: the old ones make room first.
  await removeOldVersions(ctx, PolicyArn);
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
}

async function currentPolicy(
  ctx: Context,
  PolicyArn: string,
): Promise<{ document: string; ours: boolean } | undefined> {
  const { iam } = ctx.clients;
  return unless(gone, async () => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
    return {
      document: decodeURIComponent(version.PolicyVersion?.Document ?? ""),
      ours: oursIn(ctx, Policy?.Tags),
    };
  });
}

/** Made by this proxy, and for this region: that of the same name in another region must not lose its role. */
function oursIn({ config }: Context, tags: readonly Tag[] = []): boolean {
  return taggedAs(config.name, tags) && (taggedRegion(tags) ?? config.region) === config.region;
}

async function attachedPolicies(ctx: Context, RoleName: string): Promise<readonly string[]> {
  const list = await unless(gone, () => ctx.clients.iam.send(new ListAttachedRolePoliciesCommand({ RoleName })));
  return (list?.AttachedPolicies ?? []).map((policy) => policy.PolicyArn ?? "");
}

async function removeOldVersions(ctx: Context, PolicyArn: string): Promise<void> {
  const list = await ctx.clients.iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  const old = (list.Versions ?? []).filter((version) => version.IsDefaultVersion !== true);
  const remove = (VersionId: string | undefined) =>
    unless(gone, () => ctx.clients.iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId })));
  await Promise.all(old.map((version) => remove(version.VersionId)));
}

async function removePolicy(ctx: Context, PolicyArn: string): Promise<void> {
  await removeOldVersions(ctx, PolicyArn);
  await ctx.clients.iam.send(new DeletePolicyCommand({ PolicyArn }));
}
