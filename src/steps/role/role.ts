import {
  AttachRolePolicyCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  ListRolePoliciesCommand,
  TagPolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { unless } from "../../aws/faults.ts";
import { removePolicy } from "./managed-policy.ts";
import { samePolicy, trustPolicy } from "../policies.ts";
import { createRole, makeShell, newRole } from "./make-shell.ts";
import { foreignPolicy, wantedPolicy, writePolicy } from "./role-policy.ts";
import { freeRoleName, idsOf, ownRole, roleByArn, roleByName, roleIds, type RoleFound } from "./roles.ts";
import { streamKey } from "../stream-key.ts";
import { taggedRoles } from "../find-by-tag.ts";
import { importedTagList, ownerTagList } from "../../aws/tags.ts";
import type { Context } from "../context.ts";
import type { Ours } from "../../engine/step/step.ts";
import { defineStep } from "../../engine/step/define-step.ts";

const gone = ["NoSuchEntity"];

/** The IAM role that API Gateway assumes, the managed policy that lets it put records, and the attachment of the two. */
export const role = defineStep({
  name: "role",
  command: "create-role",
  noun: "role",
  after: [],
  ids: roleIds,
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

  title({ config, known }): string {
    return `IAM role ${known.get(role)?.ids.name ?? config.roleName}`;
  },

  wanted(ctx, { facts, streamKey }) {
    if (ctx.config.roleArn !== undefined) return {};
    return {
      role: "there",
      "trust policy": facts.role === "there" ? JSON.stringify(trustPolicy) : undefined,
      policy: JSON.stringify(wantedPolicy(ctx, streamKey, facts.policy)),
      "policy attachment": "attached",
    };
  },

  async find(ctx: Context): Promise<RoleFound | undefined> {
    if (ctx.config.roleArn !== undefined) return roleByArn(ctx.config.roleArn);
    const [found, key] = await Promise.all([ownRole(ctx, ctx.state.get(role)?.name), streamKey(ctx)]);
    return found && { ...found, streamKey: key };
  },

  async create(ctx): Promise<RoleFound | undefined> {
    const [plain, key] = await Promise.all([makeShell(ctx, ctx.config.roleName), streamKey(ctx)]);
    // Taken: by another run, or by this proxy in another region.
    const made = ({ facts }: RoleFound): boolean => facts.role === "there";
    const name = made(plain) ? plain.ids.name : await freeRoleName(ctx);
    const shell = name === plain.ids.name ? plain : await makeShell(ctx, name);
    return (made(shell) ? undefined : await role.find(ctx)) ?? { ...shell, streamKey: key };
  },

  compare: {
    "trust policy": (wanted, actual) =>
      samePolicy(wanted, actual) || [{ field: "trust policy", wanted: "apigateway.amazonaws.com", actual }],
    policy: (wanted, actual) => samePolicy(wanted, actual),
  },

  change: {
    async role(found, ctx) {
      await createRole(ctx, found.ids.name);
      return { ...found, facts: { ...found.facts, role: "there", "trust policy": JSON.stringify(trustPolicy) } };
    },
    async "trust policy"({ ids }, { clients }) {
      const PolicyDocument = JSON.stringify(trustPolicy);
      await clients.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: ids.name, PolicyDocument }));
    },
    async policy(found, ctx) {
      const policy = JSON.stringify(wantedPolicy(ctx, found.streamKey, found.facts.policy));
      await writePolicy(found, policy, ctx);
      return { ...found, policyOurs: true, facts: { ...found.facts, policy } };
    },
    async "policy attachment"({ ids }, { clients }) {
      await clients.iam.send(new AttachRolePolicyCommand({ RoleName: ids.name, PolicyArn: ids.policyArn }));
    },
  },

  async adopt({ ids, facts, policyOurs }, { clients, config }) {
    const Tags = [...ownerTagList(config.name, config.region), ...importedTagList];
    await clients.iam.send(new TagRoleCommand({ RoleName: ids.name, Tags }));
    if (facts.policy !== "" && !policyOurs)
      await clients.iam.send(new TagPolicyCommand({ PolicyArn: ids.policyArn, Tags }));
  },

  async veto(deed, found, ctx) {
    if (found === undefined) return undefined;
    const { ids, facts, policyOurs, otherUses, otherPolicies } = found;
    if (deed.type === "change") {
      const foreign = facts.policy !== "" && !policyOurs;
      const differs = deed.drift.some(({ field }) => field === "policy");
      return foreign && differs ? { ...foreignPolicy(ids.policyArn), needs: [] } : undefined;
    }
    const { clients } = ctx;
    // The parts were read at different moments, and another run may be at work: a second look counts.
    if (policyOurs && otherUses > 0 && ((await roleByName(ctx, ids.name))?.otherUses ?? 0) > 0)
      return { why: `its policy is attached to ${otherUses} more: detach it there first`, needs: [] };
    if (facts.role === "missing") return undefined;
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

  async ours(ctx): Promise<readonly Ours<RoleFound>[]> {
    if (ctx.config.roleArn !== undefined) return [];
    const used = ctx.known.get(role)?.ids.name ?? ctx.config.roleName;
    const names = (await taggedRoles(ctx)).filter((name) => name !== used);
    const found = await Promise.all(names.map((name) => roleByName(ctx, name)));
    return found
      .filter((one) => one !== undefined)
      .filter(({ ours }) => ours)
      .map((one) => ({ title: `IAM ${one.facts.role === "there" ? "role" : "policy"} ${one.ids.name}`, found: one }));
  },

  async foresee(ctx) {
    return newRole(idsOf(ctx, await freeRoleName(ctx)));
  },
});
