import type { Context } from "../../context.ts";

/** Makes changes of one method. AWS refuses concurrent changes ("concurrent modification"), so they are made one after the other; an
 * emulator takes all of them at once. */
export async function inTurn(
  { config }: { readonly config: Pick<Context["config"], "endpoint"> },
  changes: readonly (() => Promise<unknown>)[],
): Promise<void> {
  if (config.endpoint !== undefined) return void (await Promise.all(changes.map((change) => change())));
  for (const change of changes) await change();
}
