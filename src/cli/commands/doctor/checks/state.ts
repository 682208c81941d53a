import { refuseForeign } from "../../../../state/belongs.ts";
import { inspectLock } from "../../../../state/lock/lock.ts";
import { describeOwner } from "../../../../state/lock/locked-error.ts";
import { ok, warning, type Check, type Finding } from "../check.ts";

/** The state file: readable, of this proxy, region and endpoint, and nobody at work on it. */
export const state: Check = {
  name: "state",
  title: "State",
  needs: ["settings"],
  async run(patient) {
    const { path, name, place } = await patient.which();
    const document = await patient.before();
    const held = await inspectLock(path);
    const busy: readonly Finding[] =
      held === undefined || !held.alive
        ? []
        : [
            warning(
              `The lock is held by ${held.owner === undefined ? "an unknown process" : describeOwner(held.owner, patient.clock.now())}.`,
              'Wait for it; is it gone, run "kinesis-proxy unlock".',
            ),
          ];
    if (document === undefined) return [ok("State: no file yet"), ...busy];
    const region = await patient.region().catch(() => document.region);
    refuseForeign(path, document, { name, region, endpoint: place.endpoint, accountId: undefined });
    const count = Object.keys(document.steps).length;
    return [ok(`State: ${path} (${count} ${count === 1 ? "resource" : "resources"})`), ...busy];
  },
};
