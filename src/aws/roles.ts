import { GetRoleCommand, ListAttachedRolePoliciesCommand } from "@aws-sdk/client-iam";
import type { Context } from "../core/context.ts";
import type { Found } from "../core/found.ts";
import { policyArn, roleArn } from "./arns.ts";
import { unless } from "./faults.ts";
import { findPolicy } from "./managed-policy.ts";
import { taggedHere } from "./tagged.ts";
import { isImported, otherOwner } from "./tags.ts";

const gone = ["NoSuchEntity"];

/** A role that the user names: it is taken at its word, since to look at it would need permissions of IAM. */
export function roleByArn(arn: string): Found["role"] {
  const ids = { name: arn.split("/").at(-1) ?? "", arn, policyArn: "" };
  const facts = {
    present: true,
    trust: "",
    policy: undefined,
    policyOurs: false,
    attached: true,
    otherUses: 0,
    otherPolicies: [],
  };
  return { ids, ours: false, ...facts };
}

/** The role of that name with the policy of the same name, or what is left of the two; undefined for nothing of ours. */
export async function roleByName(ctx: Context, name: string): Promise<Found["role"] | undefined> {
  const ids = roleIds(ctx, name);
  const [seen, policy, attached] = await Promise.all([
    unless(gone, () => ctx.clients.iam.send(new GetRoleCommand({ RoleName: ids.name }))),
    findPolicy(ctx, ids.policyArn),
    attachedPolicies(ctx, ids.name),
  ]);
  const present = seen?.Role;
  if (present === undefined && !policy?.ours) return undefined;
  return {
    ids: { ...ids, arn: present?.Arn ?? ids.arn },
    ours: present === undefined || taggedHere(ctx, present.Tags),
    imported: isImported(present?.Tags),
    owner: otherOwner(ctx.config.name, present?.Tags),
    present: present !== undefined,
    trust: decodeURIComponent(present?.AssumeRolePolicyDocument ?? ""),
    policy: policy?.document,
    policyOurs: policy?.ours ?? false,
    attached: attached.includes(ids.policyArn),
    otherUses: (policy?.attachments ?? 0) - (attached.includes(ids.policyArn) ? 1 : 0),
    otherPolicies: attached.filter((arn) => arn !== ids.policyArn),
  };
}

/** Names and ARNs of the role and its policy. */
export function roleIds({ identity }: Context, name: string): Found["role"]["ids"] {
  return { name, arn: roleArn(identity, name), policyArn: policyArn(identity, name) };
}

async function attachedPolicies(ctx: Context, RoleName: string): Promise<readonly string[]> {
  const list = await unless(gone, () => ctx.clients.iam.send(new ListAttachedRolePoliciesCommand({ RoleName })));
  return (list?.AttachedPolicies ?? []).map((policy) => policy.PolicyArn ?? "");
}
