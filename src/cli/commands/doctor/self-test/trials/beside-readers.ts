import { stored } from "../stored.ts";
import { verdict, type Trial } from "../trial.ts";

/** `down` while others read, which takes reads from it, and how soon IAM lets go of a role and its policy. */
export const besideReaders: Trial = {
  name: "down-beside-readers",
  what: "`down` while two readers read, then again",
  expected: "everything is removed, and the second run finds nothing",
  async run(lab) {
    const from = lab.calls.length;
    let isThere = true;
    const reader = async (): Promise<void> => {
      while (isThere && !lab.signal.aborted) await stored(lab).catch(() => void (isThere = false));
    };
    const readers = Promise.all([reader(), reader()]);
    const first = await lab.down();
    isThere = false;
    await readers;
    const calls = lab.calls.slice(from);
    const again = await lab.down();
    const outcomes = [...Object.values(first.steps), ...Object.values(again.steps)].map(({ outcome }) => outcome);
    const found = Object.values(again.steps).filter(({ outcome }) => outcome === "removed").length;
    const times = ["DeleteRole", "DeletePolicy"]
      .map((name) => `${name} ${secondsUntil(calls, `IAM ${name}`)}`)
      .join(", ");
    const left = outcomes.includes("kept") ? "something was kept" : "everything is removed";
    return verdict(!outcomes.includes("kept") && found === 0, `${left}; ${times}; then ${found} left to remove`);
  },
};

/** How long after the policy was detached the call of that name went through. */
function secondsUntil(calls: Parameters<Trial["run"]>[0]["calls"], name: string): string {
  const at = (operation: string): number | undefined =>
    calls.findLast((call) => call.operation === operation && call.error === undefined)?.at;
  const [start, end] = [at("IAM DetachRolePolicy"), at(name)];
  if (start === undefined || end === undefined) return "was not seen";
  const refused = calls.filter(({ operation, error }) => operation === name && error !== undefined).length;
  return `after ${Math.round((end - start) / 1_000)} s, refused ${refused} times`;
}
