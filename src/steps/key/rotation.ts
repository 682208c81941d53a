import type { ApiKey } from "@aws-sdk/client-api-gateway";
import { CliError } from "../../engine/errors.ts";
import type { Context } from "../context.ts";
import { removeKey, REPLACES_TAG } from "../ours/own-keys.ts";
import type { KeyFound } from "./key-found.ts";
import { makeKey } from "./make-key.ts";
import { planKey } from "./make-plan.ts";

/** What is said while two keys are valid. */
export const ROTATING =
  'A key rotation is unfinished: the old key is valid, too, until "kinesis-proxy key rotate --finish" deletes it.';

/** Of all our keys: those that no other replaces, one of which is the one to send. */
export function unreplaced(keys: readonly ApiKey[]): readonly ApiKey[] {
  const replaced = new Set(keys.map(({ tags = {} }) => tags[REPLACES_TAG]));
  return keys.filter(({ id }) => !replaced.has(id));
}

/** The key that this one replaces, as long as it is there. */
export function oldOf(one: ApiKey | undefined, keys: readonly ApiKey[]): ApiKey | undefined {
  const id = one?.tags?.[REPLACES_TAG];
  return id === undefined ? undefined : keys.find((other) => other.id === id);
}

/** Makes a second key in the same usage plan; throws where a rotation is unfinished, or the plan is somebody else's. */
export async function beginRotation(found: KeyFound, ctx: Context): Promise<KeyFound> {
  const { id, usagePlanId, oldId } = found.ids;
  if (oldId !== undefined)
    throw new CliError("A key rotation is unfinished: there are two keys, and both are valid.", {
      hint: 'Run "kinesis-proxy key show" to see the new one, and "kinesis-proxy key rotate --finish" to delete the old one.',
      exitCode: 3,
    });
  if (found.foreignPlan !== undefined)
    throw new CliError(`The API key is in the usage plan ${found.foreignPlan}, which is not this proxy's.`, {
      hint: 'Take the key out of that plan and run "kinesis-proxy up" for a plan of its own, or put another key into it yourself.',
      exitCode: 3,
    });
  const { id: newId, made } = await makeKey(ctx, id, id);
  const rotating = { ...found, ids: { id: newId, usagePlanId, oldId: id }, made };
  // From here on, a run that is killed leaves a rotation that `up` brings to its middle and --finish to its end.
  await ctx.state.record("key", rotating.ids);
  await planKey(ctx, usagePlanId, newId);
  return rotating;
}

/** Deletes the key that the new one replaces. */
export async function endRotation({ ids, ...found }: KeyFound, ctx: Context): Promise<KeyFound> {
  const { oldId, ...others } = ids;
  if (oldId !== undefined) await removeKey(ctx, oldId);
  // The state file merges what is recorded.
  await ctx.state.record("key", { ...others, oldId: undefined });
  return { ...found, ids: others };
}
