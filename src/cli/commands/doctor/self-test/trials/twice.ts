import { verdict, type Trial } from "../trial.ts";

/** `up` from nothing, and again: what AWS refused on the way, and whether the second run has nothing to do. */
export const twice: Trial = {
  name: "up-twice",
  what: "`up` with two shards and 48 h, then again",
  expected: "the second run changes nothing",
  async run(lab) {
    await lab.up({ shards: "2", retention: "48", batchPath: "/batch" });
    const refused = (name: string): number => lab.calls.filter(({ error }) => error?.startsWith(name) === true).length;
    const [busy, contended] = [refused("ResourceInUse"), refused("Conflict")];
    const { steps } = await lab.up();
    const changed = Object.entries(steps).filter(([, { outcome }]) =>
      ["created", "repaired", "removed"].includes(outcome),
    );
    const what = changed.length === 0 ? "changes nothing" : `changes ${changed.map(([name]) => name).join(", ")}`;
    return verdict(changed.length === 0, `${what}; on the way ${busy} ResourceInUse, ${contended} Conflict`);
  },
};
