import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  ListRolePoliciesCommand,
  TagPolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { streamArn } from "../../aws/arns.ts";
import { unless } from "../../aws/faults.ts";
import { createPolicy, findPolicy, removePolicy, updatePolicy } from "./managed-policy.ts";
import { keyIn, putRecordPolicy, samePolicy, trustPolicy, type Policy } from "../../aws/policies.ts";
import { freeRoleName, ownRole, roleByArn, roleByName, roleIds } from "./roles.ts";
import { streamKey } from "../stream-key.ts";
import { ROLE_DESCRIPTION, taggedRoles } from "../find-by-tag.ts";
import { importedTagList, ownerTagList } from "../../aws/tags.ts";
import { maybe, text } from "../../engine/check.ts";
import type { Context } from "../../engine/context.ts";
import { DriftError, type Drift } from "../../engine/errors.ts";
import type { Found } from "../../engine/found.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";

const gone = ["NoSuchEntity"];
const there = ["EntityAlreadyExists"];

/** The IAM role that API Gateway assumes, the managed policy that lets it put records, and the attachment of the two. */
export const role: Step<"role", Found["role"], Context> = plainStep<"role", Found["role"], Context>({
  name: "role",
  command: "create-role",
  noun: "role",
  after: [],
  ids: { name: text, arn: text, policyArn: maybe },
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
    "iam:SetDefaultPolicyVersion",
    "iam:ListPolicyVersions",
    "iam:ListRolePolicies",
    "iam:ListRoles",
    "iam:ListPolicies",
    "iam:AttachRolePolicy",
    "iam:DetachRolePolicy",
    "iam:DeletePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeleteRole",
    "kinesis:DescribeStreamSummary",
  ],

  title: ({ config, known }) => `IAM role ${known.get("role")?.ids.name ?? config.roleName}`,

  async find(ctx) {
    if (ctx.config.roleArn !== undefined) return roleByArn(ctx.config.roleArn);
    const [found, key] = await Promise.all([ownRole(ctx), streamKey(ctx)]);
    return found && { ...found, streamKey: key };
  },

  async create(ctx) {
    const [plain, key] = await Promise.all([makeShell(ctx, ctx.config.roleName), streamKey(ctx)]);
    // Taken: by another run, or by this proxy in another region.
    const name = plain.present ? plain.ids.name : await freeRoleName(ctx);
    const shell = name === plain.ids.name ? plain : await makeShell(ctx, name);
    return (shell.present ? undefined : await role.find(ctx)) ?? { ...shell, streamKey: key };
  },

  drift(found, ctx) {
    if (ctx.config.roleArn !== undefined) return [];
    const drift: Drift[] = [];
    const wanted = JSON.stringify(wantedPolicy(ctx, found));
    if (!found.present) drift.push({ field: "role", wanted: "there", actual: "missing" });
    else if (!samePolicy(found.trust, JSON.stringify(trustPolicy)))
      drift.push({ field: "trust policy", wanted: "apigateway.amazonaws.com", actual: found.trust });
    if (found.policy === undefined) drift.push({ field: "policy", wanted, actual: "" });
    else if (!samePolicy(found.policy, wanted)) drift.push({ field: "policy", wanted, actual: found.policy });
    if (!found.attached) drift.push({ field: "policy attachment", wanted: "attached", actual: "detached" });
    return drift;
  },

  async mend(found, drift, ctx) {
    const differs = (field: string): boolean => drift.some((one) => one.field === field);
    const { iam } = ctx.clients;
    const { name, policyArn: PolicyArn } = found.ids;
    const foreign = found.policy !== undefined && !found.policyOurs;
    if (differs("role")) await unless(there, () => createRole(ctx, name));
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
      policy: JSON.stringify(wantedPolicy(ctx, found)),
      policyOurs: !foreign,
      attached: true,
    };
  },

  async adopt({ ids, policy, policyOurs }, { clients, config }) {
    const Tags = [...ownerTagList(config.name, config.region), ...importedTagList];
    await clients.iam.send(new TagRoleCommand({ RoleName: ids.name, Tags }));
    if (policy !== undefined && !policyOurs)
      await clients.iam.send(new TagPolicyCommand({ PolicyArn: ids.policyArn, Tags }));
  },

  async veto(deed, found, ctx) {
    if (found === undefined) return undefined;
    const { ids, present, policyOurs, otherUses, otherPolicies } = found;
    if (deed.type === "change") {
      const foreign = found.policy !== undefined && !policyOurs;
      const differs = deed.drift.some(({ field }) => field === "policy");
      return foreign && differs ? { ...foreignPolicy(ids.policyArn), needs: [] } : undefined;
    }
    const { clients } = ctx;
    // The parts were read at different moments, and another run may be at work: a second look counts.
    if (policyOurs && otherUses > 0 && ((await roleByName(ctx, ids.name))?.otherUses ?? 0) > 0)
      return { why: `its policy is attached to ${otherUses} more: detach it there first`, needs: [] };
    if (!present) return undefined;
    const command = new ListRolePoliciesCommand({ RoleName: ids.name });
    const inline = await unless(gone, () => clients.iam.send(command));
    const others = [...otherPolicies, ...(inline?.PolicyNames ?? [])];
    if (others.length === 0) return undefined;
    return { why: `others gave it policies (${others.join(", ")}): take them away first`, needs: [] };
  },

  async remove(found, ctx) {
    const { iam } = ctx.clients;
    const { name: RoleName, policyArn: PolicyArn } = found.ids;
    await unless(gone, () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
    await Promise.all([
      unless(gone, () => iam.send(new DeleteRoleCommand({ RoleName }))),
      found.policyOurs ? removePolicy(ctx, PolicyArn) : undefined,
    ]);
  },

  async ours(ctx) {
    if (ctx.config.roleArn !== undefined) return [];
    const used = ctx.known.get("role")?.ids.name ?? ctx.config.roleName;
    const names = (await taggedRoles(ctx)).filter((name) => name !== used);
    const found = await Promise.all(names.map((name) => roleByName(ctx, name)));
    return found
      .filter((one) => one?.ours === true)
      .map((one) => ({
        title: one!.present ? `IAM role ${one!.ids.name}` : `IAM policy ${one!.ids.name}`,
        found: one!,
      }));
  },

  async foresee(ctx) {
    const key = await streamKey(ctx);
    const wanted = wantedPolicy(ctx, { streamKey: key, policy: undefined });
    const [trust, policy] = [trustPolicy, wanted].map((one) => JSON.stringify(one)) as [string, string];
    return {
      ids: roleIds(ctx, await freeRoleName(ctx)),
      ours: true,
      present: true,
      trust,
      policy,
      policyOurs: true,
      attached: true,
      streamKey: key,
      otherUses: 0,
      otherPolicies: [],
    };
  },
});

/** `kinesis:PutRecords` too, but only while the batch route is on; and the stream's key, where it has one. */
function wantedPolicy(
  { config, identity }: Context,
  { streamKey: key, policy }: Pick<Found["role"], "streamKey" | "policy">,
): Policy {
  const actions = config.batchPath ? ["kinesis:PutRecord", "kinesis:PutRecords"] : ["kinesis:PutRecord"];
  const arn = streamArn({ ...identity, region: config.region }, config.streamName);
  return putRecordPolicy(arn, actions, key === "unknown" ? keyIn(policy) : key);
}

/** Makes the role, and looks for a policy of its name; `present: false` where somebody has a role of that name already. */
async function makeShell(ctx: Context, name: string): Promise<Found["role"]> {
  const ids = roleIds(ctx, name);
  const [made, policy] = await Promise.all([
    unless(there, () => createRole(ctx, name)),
    findPolicy(ctx, ids.policyArn),
  ]);
  return {
    ids: { ...ids, arn: made?.Role?.Arn ?? ids.arn },
    ours: true,
    present: made !== undefined,
    trust: JSON.stringify(trustPolicy),
    policy: policy?.document,
    policyOurs: policy?.ours ?? false,
    attached: false,
    otherUses: policy?.attachments ?? 0,
    otherPolicies: [],
  };
}

function createRole(ctx: Context, RoleName: string) {
  return ctx.clients.iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify(trustPolicy),
      Description: `${ROLE_DESCRIPTION} ${ctx.config.streamName}`,
      Tags: ownerTagList(ctx.config.name, ctx.config.region),
    }),
  );
}

function foreignPolicy(arn: string) {
  return {
    why: `The IAM policy ${arn} was not made by kinesis-proxy and does not allow what the role needs.`,
    hint: "Choose another name with --role-name or --name.",
  };
}

async function writePolicy(found: Found["role"], ctx: Context): Promise<void> {
  const { ids, policy } = found;
  const document = JSON.stringify(wantedPolicy(ctx, found));
  if (policy === undefined) {
    if (await createPolicy(ctx, ids.name, document)) return;
    const other = await findPolicy(ctx, ids.policyArn);
    const { why, hint } = foreignPolicy(ids.policyArn);
    if (other?.ours !== true) throw new DriftError(why, [], hint);
    if (samePolicy(other.document, document)) return;
  }
  await updatePolicy(ctx, ids.policyArn, document, found.attached || found.otherUses > 0);
}
