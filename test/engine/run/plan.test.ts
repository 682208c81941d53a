import { describe, expect, test } from "vitest";
import { plan, planDown, type Plan } from "../../../src/engine/run/plan.ts";
import type { Step } from "../../../src/engine/step/step.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fakeStep, type FakeOptions } from "../../helpers/fake-step.ts";

/** An API with a method in it, a copy of the method, and a stream beside them. */
function account(each: Partial<Record<string, FakeOptions>> = {}) {
  const log: string[] = [];
  const make = (name: string, options: FakeOptions): Step => fakeStep(name, { log, ...options, ...each[name] }).step;
  const steps = [
    make("stream", {}),
    make("api", {}),
    make("method", { after: ["api"], within: "api" }),
    make("deployment", { after: ["method", "stream"], within: "api", freezes: "deployment" }),
  ];
  return { steps, log };
}

const there: FakeOptions = { there: true };
const all = { stream: there, api: there, method: there, deployment: there };
const outcomes = (planned: Plan) => Object.fromEntries([...planned].map(([name, { outcome }]) => [name, outcome]));

describe("a plan of up", () => {
  test("of nothing is to create everything; in an API that is not there nothing is looked for", async () => {
    const { steps, log } = account();
    expect(outcomes(await plan(steps, steps, fakeContext()))).toEqual({
      stream: "create",
      api: "create",
      method: "create",
      deployment: "create",
    });
    expect(log).toEqual(["find stream", "find api"]);
  });

  test("of all as asked is to change nothing", async () => {
    const { steps, log } = account(all);
    const planned = await plan(steps, steps, fakeContext());
    expect(new Set(Object.values(outcomes(planned)))).toEqual(new Set(["unchanged"]));
    expect(log.every((line) => line.startsWith("find "))).toBe(true);
  });

  test("a change makes the copy of it outdated, one elsewhere does not", async () => {
    const inside = account({ ...all, method: { there: true, drift: true } });
    expect(outcomes(await plan(inside.steps, inside.steps, fakeContext()))).toMatchObject({
      method: "repair",
      deployment: "repair",
    });
    const elsewhere = account({ ...all, stream: { there: true, drift: true } });
    expect(outcomes(await plan(elsewhere.steps, elsewhere.steps, fakeContext()))).toMatchObject({
      stream: "repair",
      deployment: "unchanged",
    });
  });

  test("what is not ours and differs is kept, with the words that up would end with", async () => {
    const { steps } = account({ ...all, stream: { there: true, drift: true, ours: false } });
    const planned = await plan(steps, steps, fakeContext());
    expect(planned.get("stream")).toMatchObject({ outcome: "keep", refusal: { exitCode: 3 } });
  });

  test("of some steps looks at the others, and says nothing of what is as asked or in another place", async () => {
    const { steps, log } = account({ ...all, method: { there: true, drift: true } });
    const method = steps.filter(({ name }) => name === "method");
    expect(outcomes(await plan(method, steps, fakeContext()))).toEqual({ method: "repair" });
    expect(log).toEqual(["find api", "find method"]);
  });

  test("of some steps brings along what holds them where that is not as asked", async () => {
    const { steps } = account({ ...all, method: { there: true, drift: true }, api: { there: true, drift: true } });
    const method = steps.filter(({ name }) => name === "method");
    expect(outcomes(await plan(method, steps, fakeContext()))).toEqual({ api: "repair", method: "repair" });
  });

  test("what nobody wants any more is removed, what nobody spoke of is left", async () => {
    const unwanted = account({ ...all, method: { there: true, asked: false } });
    expect(outcomes(await plan(unwanted.steps, unwanted.steps, fakeContext()))).toMatchObject({ method: "remove" });
    const unsaid = account({ ...all, method: { there: true, asked: undefined } });
    expect(outcomes(await plan(unsaid.steps, unsaid.steps, fakeContext()))).toMatchObject({ method: "absent" });
  });
});

describe("a plan of down", () => {
  test("removes what is ours and all that is in it, and keeps the rest", async () => {
    const { steps, log } = account({ ...all, stream: { there: true, ours: false } });
    expect(outcomes(await planDown(steps, fakeContext()))).toEqual({
      stream: "keep",
      api: "remove",
      method: "remove",
      deployment: "remove",
    });
    expect(log.every((line) => line.startsWith("find "))).toBe(true);
  });

  test("keeps what is asked to be kept, and of what is not there says so", async () => {
    const { steps } = account({ stream: there });
    expect(outcomes(await planDown(steps, fakeContext(), new Set(["stream"] as const)))).toEqual({
      stream: "keep",
      api: "absent",
      method: "absent",
      deployment: "absent",
    });
  });
});
