import { CreateRoleCommand, type CreateRoleCommandOutput } from "@aws-sdk/client-iam";
import { unless } from "../../aws/faults.ts";
import { ownerTagList } from "../../aws/tags.ts";
import type { Context } from "../context.ts";
import { ROLE_DESCRIPTION } from "../find-by-tag.ts";
import { trustPolicy } from "../policies.ts";
import { findPolicy } from "./managed-policy.ts";
import { idsOf, type RoleFound } from "./roles.ts";

/** Makes the role, and looks for a policy of its name; the role is "missing" when its name is taken. */
export async function makeShell(ctx: Context, name: string): Promise<RoleFound> {
  const ids = idsOf(ctx, name);
  const [made, policy] = await Promise.all([createRole(ctx, name), findPolicy(ctx, ids.policyArn)]);
  const shell = newRole({ ...ids, arn: made?.Role?.Arn ?? ids.arn }, policy);
  return made === undefined ? { ...shell, facts: { ...shell.facts, role: "missing" } } : shell;
}

/** A role that was just made, and the policy that its name has already. */
export function newRole(ids: RoleFound["ids"], policy?: Awaited<ReturnType<typeof findPolicy>>): RoleFound {
  return {
    ids,
    ours: true,
    facts: {
      role: "there",
      "trust policy": JSON.stringify(trustPolicy),
      policy: policy?.document ?? "",
      "policy attachment": "detached",
    },
    policyOurs: policy?.ours ?? false,
    otherUses: policy?.attachments ?? 0,
    otherPolicies: [],
  };
}

/** Makes the role; undefined when its name is taken. */
export function createRole(ctx: Context, RoleName: string): Promise<CreateRoleCommandOutput | undefined> {
  const { AssumeRolePolicyDocument: trust, ...others } = roleToMake(ctx.config, RoleName);
  const command = new CreateRoleCommand({ ...others, AssumeRolePolicyDocument: JSON.stringify(trust) });
  return unless(["EntityAlreadyExists"], () => ctx.clients.iam.send(command));
}

/** The role as it is made. */
export function roleToMake({ name, region, streamName }: Context["config"], RoleName: string) {
  return {
    RoleName,
    AssumeRolePolicyDocument: trustPolicy,
    Description: `${ROLE_DESCRIPTION} ${streamName}`,
    Tags: ownerTagList(name, region),
  };
}
