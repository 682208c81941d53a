import { streamArn } from "../../aws/arns.ts";
import { DriftError } from "../../engine/errors.ts";
import type { Context } from "../context.ts";
import { keyIn, putRecordPolicy, samePolicy, type Policy } from "../policies.ts";
import { createPolicy, findPolicy, updatePolicy } from "./managed-policy.ts";
import type { RoleFound } from "./roles.ts";

/** `kinesis:PutRecords` too, but only while the batch route is on; and the stream's key, where it has one. */
export function wantedPolicy(
  { config, identity }: Pick<Context, "config" | "identity">,
  key: RoleFound["streamKey"],
  policy: string,
): Policy {
  const actions = config.batchPath ? ["kinesis:PutRecord", "kinesis:PutRecords"] : ["kinesis:PutRecord"];
  const arn = streamArn({ ...identity, region: config.region }, config.streamName);
  return putRecordPolicy(arn, actions, key === "unknown" ? keyIn(policy) : key);
}

/** Why a policy that is not ours is not changed. */
export function foreignPolicy(arn: string) {
  return {
    why: `The IAM policy ${arn} was not made by kinesis-proxy and does not allow what the role needs.`,
    hint: "Choose another name with --role-name or --name.",
  };
}

/** Makes the policy, or gives it a new version. */
export async function writePolicy({ ids, facts, otherUses }: RoleFound, document: string, ctx: Context): Promise<void> {
  if (facts.policy === "") {
    if (await createPolicy(ctx, ids.name, document)) return;
    const other = await findPolicy(ctx, ids.policyArn);
    const { why, hint } = foreignPolicy(ids.policyArn);
    if (other?.ours !== true) throw new DriftError(why, [], hint);
    if (samePolicy(other.document, document)) return;
  }
  const live = facts["policy attachment"] === "attached" || otherUses > 0;
  await updatePolicy(ctx, ids.policyArn, document, live);
}
