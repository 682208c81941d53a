import { describe, expect, test } from "vitest";
import { text } from "../../../src/engine/step/check.ts";
import type { Context } from "../../../src/engine/context.ts";
import { converge } from "../../../src/engine/run/converge.ts";
import { defineStep, type FoundFacts } from "../../../src/engine/step/define-step.ts";
import { fakeContext } from "../../helpers/fake-context.ts";

interface Jar extends FoundFacts {
  readonly ids: { readonly id: string };
  readonly facts: { readonly size: number; readonly labels: readonly string[]; readonly lid: string };
}

type Asked = { readonly [K in keyof Jar["facts"]]?: Jar["facts"][K] };

/** A step over a jar, and the facts that it was told to change. */
function jar(there: Partial<Jar["facts"]>, asked: Asked) {
  const did: string[] = [];
  const facts = { size: 1, labels: ["b", "a"], lid: "off", ...there };
  const step = defineStep({
    name: "jar",
    command: "make-jar",
    noun: "jar",
    after: [],
    ids: { id: text },
    actions: [],
    freezes: "lid",
    title: () => "Jar",
    wanted: () => asked,
    find: (_ctx: Context): Promise<Jar | undefined> => Promise.resolve({ ids: { id: "j1" }, ours: true, facts }),
    create: () => Promise.resolve(undefined),
    compare: { labels: (wanted, actual) => [...wanted].sort().join() === [...actual].sort().join() },
    change: {
      lid: async () => void did.push("lid"),
      labels: async () => void did.push("labels"),
      async size(found) {
        did.push("size");
        // A larger jar comes without a lid.
        return { ...found, facts: { ...found.facts, size: asked.size ?? 0, lid: "off" } };
      },
    },
    remove: () => Promise.resolve(),
  });
  return { step, did };
}

describe("a step's facts", () => {
  test("that nobody asked for are left as they are", async () => {
    const { step, did } = jar({ size: 7 }, { lid: "off" });
    expect(await converge(step, fakeContext())).toMatchObject({ outcome: "unchanged", found: { facts: { size: 7 } } });
    expect(did).toEqual([]);
  });

  test("are changed one by one where they differ, and are then as asked", async () => {
    const { step, did } = jar({}, { labels: ["c"], lid: "on" });
    expect(await converge(step, fakeContext())).toMatchObject({
      outcome: "repaired",
      detail: 'labels: ["b","a"] → ["c"], lid: off → on',
      found: { facts: { size: 1, labels: ["c"], lid: "on" } },
    });
    expect(did).toEqual(["lid", "labels"]);
  });

  test("may have an equality of their own", async () => {
    const { step } = jar({}, { labels: ["a", "b"] });
    expect((await converge(step, fakeContext())).outcome).toBe("unchanged");
  });

  test("that another change has brought up are changed, too", async () => {
    const { step, did } = jar({ lid: "on" }, { size: 2, lid: "on" });
    expect((await converge(step, fakeContext())).found.facts).toMatchObject({ size: 2, lid: "on" });
    expect(did).toEqual(["size", "lid"]);
  });

  test("that are a copy of what was changed are made anew, though they look right", async () => {
    const { step, did } = jar({}, {});
    expect((await converge(step, fakeContext(), { stale: true })).outcome).toBe("repaired");
    expect(did).toEqual(["lid"]);
  });
});
