import { awsCli, keyHint } from "../../aws/explain/aws-cli.ts";
import { streamKey } from "../../steps/stream-key.ts";
import type { Context } from "../../steps/context.ts";
import { keyState, type KeyState } from "../../watch/diagnose/kms-key.ts";

/** The key that encrypts the stream, as it is called, and what KMS says of it; undefined where there is none, "unknown" where the stream may
 * not be asked. */
export async function streamKeyState(
  ctx: Context,
): Promise<{ readonly id: string; readonly found: KeyState } | "unknown" | undefined> {
  const key = await streamKey(ctx);
  if (key === undefined || key === "unknown") return key;
  const id = ctx.config.kmsKey ?? ("alias" in key && key.alias !== undefined ? key.alias : key.arn);
  return { id, found: await keyState(ctx, id) };
}

/** Why Kinesis cannot use the key of that name, and what to do; undefined where it can, or where KMS does not say. */
export function keyTrouble(
  name: string,
  found: KeyState,
  place: { readonly region: string; readonly endpoint: string | undefined },
): readonly [text: string, hint: string] | undefined {
  if (found.type === "missing")
    return [`There is no KMS key ${name}.`, keyHint(name.startsWith("alias/") ? name : undefined, place)];
  if (found.type !== "there" || found.state === "Enabled") return undefined;
  // KMS changes no key that is named by an alias: the commands name its id.
  const { id, state } = found;
  const text = `The KMS key ${name} cannot be used: its state is ${state}. Kinesis refuses every record.`;
  if (state === "PendingDeletion") return [text, `Keep it: ${awsCli(`kms cancel-key-deletion --key-id ${id}`, place)}`];
  if (state === "Disabled") return [text, `Enable it: ${awsCli(`kms enable-key --key-id ${id}`, place)}`];
  return [text, `See why: ${awsCli(`kms describe-key --key-id ${id}`, place)}`];
}
