import { describe, expect, test } from "vitest";
import { chosenOf, rivalOf } from "../../../src/steps/ours/duplicates.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";

const at = (seconds: number) => new Date(seconds * 1_000);

/** What exists at a time, by milliseconds since `mine` was made: each one's id, second, when a list shows it, and its fate. */
interface Twin {
  readonly id: string;
  readonly second: number;
  readonly listed?: number;
  readonly used?: number;
  readonly gone?: number;
}

async function rival(...others: readonly Twin[]) {
  const clock = fakeClock();
  const start = clock.now();
  const mine: Twin = { id: "m", second: 1, listed: others.find(({ id }) => id === "m")?.listed ?? 0 };
  const all = [mine, ...others.filter(({ id }) => id !== "m")];
  const since = (): number => clock.now() - start;
  const list = async () =>
    all
      .filter(({ listed = 0, gone = Infinity }) => listed <= since() && since() < gone)
      .map(({ id, second }) => ({ id, createdDate: at(second) }));
  const inUse = async ({ id }: { readonly id: string }) => {
    const one = all.find((each) => each.id === id)!;
    return (one.gone ?? Infinity) <= since() ? undefined : (one.used ?? Infinity) <= since();
  };
  const ctx = { clock, signal: new AbortController().signal };
  const other = await rivalOf(ctx, { id: "m", createdDate: at(1) }, { list, inUse });
  return { other: other?.id, waited: since() };
}

describe("the one to use in the place of what was just made", () => {
  test("alone it stays, without a wait", async () => {
    expect(await rival()).toEqual({ other: undefined, waited: 0 });
  });

  test("an older one is used at once, a younger one never", async () => {
    expect(await rival({ id: "z", second: 0 })).toEqual({ other: "z", waited: 0 });
    expect(await rival({ id: "a", second: 2 })).toEqual({ other: undefined, waited: 0 });
  });

  test("a younger one that is in use already is used", async () => {
    expect((await rival({ id: "a", second: 2, used: 0 })).other).toBe("a");
  });

  test("a list that lags 3 s behind is waited for: what is older is listed by then", async () => {
    expect((await rival({ id: "m", second: 1, listed: 3_000 }, { id: "z", second: 0, listed: 2_500 })).other).toBe("z");
  });

  test("of the same second the id tells, and the other one is given time to go", async () => {
    expect((await rival({ id: "a", second: 1 })).other).toBe("a");
    expect((await rival({ id: "z", second: 1, gone: 1_000 })).other).toBeUndefined();
  });

  test("one of the same second that comes into use had looked before: it is used", async () => {
    expect((await rival({ id: "z", second: 1, used: 5_000 })).other).toBe("z");
  });

  test("one of the same second that nothing is made of is what a killed run left", async () => {
    expect((await rival({ id: "z", second: 1 })).other).toBeUndefined();
  });
});

test("of several, what is in use comes before what is older; what is gone does not count", async () => {
  const all = ["a", "b", "c"].map((id, index) => ({ id, createdDate: at(index) }));
  expect((await chosenOf(all, async ({ id }) => id === "b"))?.id).toBe("b");
  expect((await chosenOf(all, async () => false))?.id).toBe("a");
  expect((await chosenOf(all, async ({ id }) => (id === "a" ? undefined : false)))?.id).toBe("b");
  expect(await chosenOf([], async () => true)).toBeUndefined();
});
