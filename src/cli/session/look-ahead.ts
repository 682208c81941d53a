import { parseArn } from "../../aws/arns.ts";
import type { Clock, State } from "../../engine/context.ts";
import type { Clients } from "../../aws/clients.ts";
import type { Config } from "../../settings/config.ts";
import type { Context } from "../../steps/context.ts";
import { knownNothing, nameOf } from "../../engine/known.ts";
import type { StepRef } from "../../engine/step/found.ts";
import { idsIn, type StateDocument } from "../../state/state-document.ts";
import { api, proxy, role, stream } from "../../steps/index.ts";

/** Makes the calls of each step's `find` at once, as far as the state file says where to look: one after the other, they take most
 * of the time of a run without changes. The run itself reuses the answers and interprets them. */
export function lookAhead(
  clients: Clients,
  before: StateDocument,
  { config, clock, which }: { readonly config: Config; readonly clock: Clock; readonly which: "wanted" | "all" },
): void {
  const { accountId, steps } = before;
  if (accountId === undefined || idsIn(before, api) === undefined) return;
  const known = knownNothing();
  for (const [name, ids] of Object.entries(steps)) known.set(name, { ids, ours: true });
  // Without an ARN the partition is unknown, and such a state has little to look at.
  const arn = idsIn(before, stream)?.arn ?? idsIn(before, role)?.arn;
  if (arn === undefined) return;
  const nothing = {
    event: () => undefined,
    result: () => undefined,
    item: () => Promise.resolve(),
    close: () => undefined,
  };
  const ctx: Context = {
    config,
    identity: { accountId, partition: parseArn(arn).partition, arn: "" },
    clients,
    state: {
      get: ((step: string | StepRef) => steps[nameOf(step)]) as State["get"],
      record: () => Promise.resolve(),
      forget: () => Promise.resolve(),
    },
    known,
    report: nothing,
    clock,
    signal: new AbortController().signal,
    consent: new Set(),
  };
  const asked = proxy.filter((step) => which === "all" || step.asked(ctx) !== undefined);
  // A call that fails here is made again by the run.
  for (const step of asked) step.find(ctx).catch(() => undefined);
}
