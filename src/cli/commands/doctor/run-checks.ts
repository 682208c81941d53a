import { deniedAction, isDenial } from "../../../watch/diagnose/harmless-calls.ts";
import { explain } from "../../../aws/explain/explain.ts";
import { isUnknown } from "../../../aws/faults.ts";
import { CliError } from "../../../engine/errors.ts";
import type { Check, Finding } from "./check.ts";
import type { Patient } from "./patient.ts";

/** What a check has found, or that it was not made. */
export interface Result extends Finding {
  readonly check: string;
}

/** Makes the checks, at the same time where they do not need each other; gives their findings in the order of `checks`. */
export async function runChecks(checks: readonly Check[], patient: Patient): Promise<readonly Result[]> {
  const runs = new Map<string, Promise<readonly Result[]>>();
  for (const check of checks) runs.set(check.name, run(check, { checks, runs, patient }));
  return (await Promise.all(runs.values())).flat();
}

async function run(
  check: Check,
  {
    checks,
    runs,
    patient,
  }: {
    readonly checks: readonly Check[];
    readonly runs: ReadonlyMap<string, Promise<readonly Result[]>>;
    readonly patient: Patient;
  },
): Promise<readonly Result[]> {
  const needed = await Promise.all(check.needs.map(async (name) => [name, (await runs.get(name)) ?? []] as const));
  for (const [name, results] of needed) {
    const missing = results.find(({ result }) => result === "failed" || result === "skipped");
    if (missing === undefined) continue;
    // The first of a chain is what to mend.
    const needs = missing.needs ?? name;
    const title = checks.find((one) => one.name === needs)?.title ?? needs;
    return [{ check: check.name, result: "skipped", text: `${check.title}: not checked, it needs: ${title}`, needs }];
  }
  const found = await check.run(patient).catch((error: unknown) => failure(error, check, patient));
  patient.io.signal.throwIfAborted();
  return [found].flat().map((one) => ({ check: check.name, ...one }));
}

async function failure(error: unknown, { title }: Check, patient: Patient): Promise<Finding> {
  patient.io.signal.throwIfAborted();
  // Of permissions there is a check of its own, which says all at once.
  if (isDenial(error))
    return { result: "skipped", text: `${title}: not checked, it needs: ${deniedAction(error)}`, needs: "permissions" };
  const { place } = await patient.which();
  if (place.endpoint !== undefined && isUnknown(error))
    return { result: "skipped", text: `${title}: not checked, ${place.endpoint} cannot tell` };
  const told = error instanceof CliError ? error : explain(error, await patient.asker());
  // What AWS did not say is a bug of ours.
  if (told === undefined) throw error;
  return { result: "failed", text: told.message, hint: told.hint };
}
