import { GetRoleCommand, ListAttachedRolePoliciesCommand, type Tag } from "@aws-sdk/client-iam";
import type { Config } from "../../settings/config.ts";
import type { Context } from "../context.ts";
import { maybe, text, type Shaped } from "../../engine/step/check.ts";
import type { FoundFacts } from "../../engine/step/define-step.ts";
import type { streamKey } from "../stream-key.ts";
import { policyArn, roleArn } from "../../aws/arns.ts";
import { unless } from "../../aws/faults.ts";
import { findPolicy } from "./managed-policy.ts";
import { taggedHere } from "../find-by-tag.ts";
import { isImported, otherOwner, taggedAs, taggedRegion } from "../../aws/tags.ts";

const gone = ["NoSuchEntity"];

export const roleIds = { name: text, arn: text, policyArn: maybe };

export interface RoleFacts {
  /** there; or missing, when only its policy is left. */
  readonly role: string;
  /** Policy documents as JSON text; "" when there is none. */
  readonly "trust policy": string;
  readonly policy: string;
  /** attached or detached. */
  readonly "policy attachment": string;
}

export interface RoleFound extends FoundFacts {
  readonly ids: Shaped<typeof roleIds>;
  readonly facts: RoleFacts;
  /** The region whose proxy of the same name it belongs to, where that is another one. */
  readonly elsewhere?: string | undefined;
  readonly policyOurs: boolean;
  /** The customer's key that the stream has, or is to have; "unknown" to a caller who may not look. */
  readonly streamKey?: Awaited<ReturnType<typeof streamKey>>;
  /** To how many others, beside the role, the policy is attached. */
  readonly otherUses: number;
  /** Managed policies that others attached to it. */
  readonly otherPolicies: readonly string[];
}

/** A role that the user names. It is not looked up: that would need permissions of IAM. */
export function roleByArn(arn: string): RoleFound {
  const ids = { name: arn.split("/").at(-1) ?? "", arn, policyArn: "" };
  const facts = { role: "there", "trust policy": "", policy: "", "policy attachment": "attached" } as const;
  return { ids, ours: false, facts, policyOurs: false, otherUses: 0, otherPolicies: [] };
}

/** What the role is called where the proxy's own name is taken by the role of the same proxy in another region: IAM has no regions. */
export function regionalRoleName({ roleName, region }: Pick<Config, "roleName" | "region">): string {
  return `${roleName.slice(0, 63 - region.length)}-${region}`;
}

/** The role of this proxy in this region, or one of that name that is not ours; undefined when there is none. `known` is the name that
 * the state file has. */
export async function ownRole(ctx: Context, known: string | undefined): Promise<RoleFound | undefined> {
  const [name, regional] = [ctx.config.roleName, regionalRoleName(ctx.config)];
  const first = known === regional ? await roleByName(ctx, regional) : undefined;
  if (first !== undefined) return first;
  // Where nothing is remembered, both are asked for at once.
  const other = known === undefined ? roleByName(ctx, regional) : undefined;
  const [plain] = await Promise.all([roleByName(ctx, name), other]);
  return plain === undefined || plain.elsewhere !== undefined ? (other ?? roleByName(ctx, regional)) : plain;
}

/** The name that a new role gets. */
export async function freeRoleName(ctx: Context): Promise<string> {
  const { roleName, region } = ctx.config;
  const seen = await unless(gone, () => ctx.clients.iam.send(new GetRoleCommand({ RoleName: roleName })));
  const elsewhere = elsewhereOf(ctx, seen?.Role?.Tags);
  if (elsewhere === undefined) return roleName;
  const regional = regionalRoleName(ctx.config);
  const text = `The role ${roleName} is this proxy's in ${elsewhere}; in ${region} the role and its policy are called ${regional}.`;
  ctx.report.event({ type: "note", text });
  return regional;
}

/** The role of that name with the policy of the same name, or what is left of the two; undefined for nothing of ours. */
export async function roleByName(ctx: Context, name: string): Promise<RoleFound | undefined> {
  const ids = idsOf(ctx, name);
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
    elsewhere: elsewhereOf(ctx, present?.Tags),
    imported: isImported(present?.Tags),
    owner: otherOwner(ctx.config.name, present?.Tags),
    facts: {
      role: present === undefined ? "missing" : "there",
      "trust policy": decodeURIComponent(present?.AssumeRolePolicyDocument ?? ""),
      policy: policy?.document ?? "",
      "policy attachment": attached.includes(ids.policyArn) ? "attached" : "detached",
    },
    policyOurs: policy?.ours ?? false,
    otherUses: (policy?.attachments ?? 0) - (attached.includes(ids.policyArn) ? 1 : 0),
    otherPolicies: attached.filter((arn) => arn !== ids.policyArn),
  };
}

/** The other region that the tags of a role name, where it is this proxy's. */
function elsewhereOf({ config }: Context, tags: readonly Tag[] = []): string | undefined {
  const region = taggedRegion(tags);
  return taggedAs(config.name, tags) && region !== config.region ? region : undefined;
}

/** Names and ARNs of the role and its policy. */
export function idsOf({ identity }: Context, name: string): RoleFound["ids"] {
  return { name, arn: roleArn(identity, name), policyArn: policyArn(identity, name) };
}

async function attachedPolicies(ctx: Context, RoleName: string): Promise<readonly string[]> {
  const list = await unless(gone, () => ctx.clients.iam.send(new ListAttachedRolePoliciesCommand({ RoleName })));
  return (list?.AttachedPolicies ?? []).map((policy) => policy.PolicyArn ?? "");
}
