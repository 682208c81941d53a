import { describe, expect, test } from "vitest";
import { InterruptedError, MissingStepError } from "../../../src/engine/errors.ts";
import { need } from "../../../src/engine/need.ts";
import { plan } from "../../../src/engine/run/plan.ts";
import { down } from "../../../src/engine/run/down.ts";
import { before, inspect, some, up } from "../../../src/engine/run/up.ts";
import type { Step } from "../../../src/engine/step/step.ts";
import { proxy } from "../../../src/steps/index.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fakeStep, type FakeOptions } from "../../helpers/fake-step.ts";

type StepName = keyof typeof shapes;

/** Steps as the proxy has them; the engine must not know how many there are. */
const shapes = {
  stream: {},
  role: {},
  api: {},
  schema: { after: ["api"], within: "api" },
  method: { after: ["api", "schema", "access"], within: "api" },
  integration: { after: ["method", "role"], within: "api" },
  batch: { after: ["role", "method"], within: "api" },
  cors: { after: ["method", "batch"], within: "api" },
  access: { after: ["api"], within: "api" },
  deployment: {
    after: ["stream", "integration", "batch", "cors", "access"],
    within: "api",
    freezes: "deployment",
  },
  key: { after: ["deployment"] },
} satisfies Readonly<Record<string, FakeOptions>>;

/** Fakes of these steps. */
function fakeProxy(each: (name: StepName) => FakeOptions = () => ({})) {
  const log: string[] = [];
  const make = (name: StepName) => fakeStep(name, { ...shapes[name], log, ...each(name) });
  const fakes = new Map((Object.keys(shapes) as StepName[]).map((name) => [name, make(name)]));
  const steps: readonly Step[] = [...fakes.values()].map(({ step }) => step);
  return { steps, log, fake: (name: StepName) => fakes.get(name)! };
}

const outcomes = (results: ReadonlyMap<string, { readonly outcome: string }>) =>
  Object.fromEntries([...results].map(([name, { outcome }]) => [name, outcome]));

/** Lets every promise that can go on go on. */
const rest = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const everywhere =
  (options: FakeOptions): (() => FakeOptions) =>
  () =>
    options;

describe("up", () => {
  test("what does not depend on each other starts at the same time, the rest in order", async () => {
    const waiting: readonly StepName[] = ["stream", "role", "api"];
    const { steps, log, fake } = fakeProxy((name) => ({ waits: waiting.includes(name) }));
    const run = up(steps, fakeContext());
    await rest();
    expect(log).toEqual(["find stream", "find role", "find api", "create stream", "create role", "create api"]);
    fake("api").go();
    await rest();
    expect(log).toContain("create method");
    expect(log).not.toContain("create integration");
    fake("role").go();
    await rest();
    expect(log).toContain("integration is there");
    expect(log).not.toContain("create deployment");
    fake("stream").go();
    expect(Object.keys(outcomes(await run))).toHaveLength(11);
    expect(log.indexOf("deployment is there")).toBeLessThan(log.indexOf("create key"));
  });

  test("the second run changes nothing", async () => {
    const { steps, log } = fakeProxy(everywhere({ there: true }));
    expect(new Set(Object.values(outcomes(await up(steps, fakeContext()))))).toEqual(new Set(["unchanged"]));
    expect(log.every((line) => line.startsWith("find "))).toBe(true);
  });

  test("a failure stops what depends on it, and lets what is under way come to its end", async () => {
    const { steps, log, fake } = fakeProxy((name) =>
      name === "api" ? { failing: "create" } : { waits: name === "stream" },
    );
    const ctx = fakeContext();
    const run = up(steps, ctx).catch((error: unknown) => error);
    await rest();
    fake("stream").go();
    expect(await run).toMatchObject({ message: "create api failed" });
    expect(log).toContain("stream is there");
    expect(ctx.state.ids).toHaveProperty("stream");
    expect(log.join()).not.toMatch(/create (method|integration|access|deployment|key)/);
  });

  test("in a REST API that this run made nothing is looked for", async () => {
    const { steps, log } = fakeProxy((name) => ({ there: name === "stream" || name === "role" }));
    await up(steps, fakeContext());
    expect(log.filter((line) => line.startsWith("find "))).toEqual([
      "find stream",
      "find role",
      "find api",
      "find key",
    ]);
  });

  test("what is asked to be away is taken away, what nobody asked about is left", async () => {
    const wanted: Partial<Record<StepName, FakeOptions>> = {
      access: { there: true, asked: false },
      key: { there: true, asked: undefined },
    };
    const { steps, log } = fakeProxy((name) => wanted[name] ?? { there: true });
    expect(outcomes(await up(steps, fakeContext()))).toMatchObject({ access: "removed", key: "absent" });
    expect(log).not.toContain("find key");
  });

  test("an interrupt starts no further step", async () => {
    const { steps, log } = fakeProxy(everywhere({}));
    const reason = new InterruptedError();
    await expect(up(steps, fakeContext({}, { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
    expect(log).toEqual([]);
  });
});

describe("the copy that the stage serves", () => {
  test.each<[string, StepName, FakeOptions]>([
    ["repaired", "method", { drift: true }],
    ["taken away", "access", { asked: false }],
    ["made", "cors", { there: false }],
  ])("is made anew when something in the API is %s", async (_, what, options) => {
    const { steps } = fakeProxy((name) => ({ there: true, ...(name === what && options) }));
    expect(outcomes(await up(steps, fakeContext()))).toMatchObject({ deployment: "repaired" });
  });

  test("stays when something beside the API is", async () => {
    const { steps } = fakeProxy((name) => ({ there: true, drift: name === "stream" }));
    expect(outcomes(await up(steps, fakeContext()))).toMatchObject({ stream: "repaired", deployment: "unchanged" });
  });
});

describe("what carries our tag and is used by no step", () => {
  const second = { title: "second" };
  const busy = { title: "busy", spared: { why: "others use it", needs: [] } };
  const removals = (log: readonly string[]) => log.filter((line) => line.startsWith("remove "));

  test("goes with up where nothing can be lost with it, after all steps; what others use stays, and why", async () => {
    const { steps, log } = fakeProxy((name) => ({
      there: true,
      leftovers: name === "api" ? [second, busy] : [second],
      tidies: name === "api",
    }));
    const ctx = fakeContext();
    await up(steps, ctx);
    expect(removals(log)).toEqual(["remove second of api"]);
    expect(log.at(-1)).toBe("remove second of api");
    expect(ctx.report.events.slice(-2)).toEqual([
      { type: "note", text: "- second: removed (it carries our tag, and nothing uses it)" },
      { type: "warning", text: "busy is kept: others use it" },
    ]);
  });

  test("is not looked for where this run made the resource, or the one that holds it", async () => {
    const made: readonly StepName[] = ["api", "key"];
    const { steps, log } = fakeProxy((name) => ({ there: !made.includes(name), leftovers: [second], tidies: true }));
    const ctx = fakeContext();
    expect(outcomes(await up(steps, ctx))).toMatchObject({ api: "created", key: "created", stream: "unchanged" });
    expect(removals(log)).toEqual(["remove second of stream", "remove second of role"]);
  });

  test("is looked for beside what this run made in a resource that was there", async () => {
    const { steps, log } = fakeProxy((name) => ({ there: name !== "deployment", leftovers: [second], tidies: true }));
    const ctx = fakeContext();
    expect(outcomes(await up(steps, ctx))).toMatchObject({ api: "unchanged", deployment: "created" });
    expect(removals(log)).toContain("remove second of deployment");
  });

  test("of what nobody spoke of stays; of what is not wanted goes", async () => {
    const wanted: Partial<Record<StepName, FakeOptions>> = { key: { asked: undefined }, access: { asked: false } };
    const { steps, log } = fakeProxy((name) => ({
      there: true,
      leftovers: [second],
      tidies: name in wanted,
      ...wanted[name],
    }));
    await up(steps, fakeContext());
    expect(removals(log)).toEqual(["remove access", "remove second of access"]);
  });

  test("goes with down, but for what goes with its API", async () => {
    const { steps, log } = fakeProxy(everywhere({ there: true, leftovers: [second, busy] }));
    const { strays } = await down(steps, fakeContext());
    expect(
      removals(log)
        .filter((line) => line.includes("second"))
        .sort(),
    ).toEqual(["api", "key", "role", "stream"].map((name) => `remove second of ${name}`));
    expect(strays.filter(({ spared }) => spared !== undefined).map(({ title }) => title)).toEqual(
      Array(4).fill("busy"),
    );
  });
});

describe("some steps by themselves", () => {
  test("looks at what it builds on, and changes only itself", async () => {
    const { steps, log, fake } = fakeProxy((name) => ({ there: name !== "integration", drift: name === "role" }));
    const results = await some([fake("integration").step], steps, fakeContext());
    expect(outcomes(results)).toEqual({ integration: "created" });
    expect(log.filter((line) => !line.startsWith("find "))).toEqual(["create integration", "integration is there"]);
    expect(log).not.toContain("find stream");
  });

  test("what stands on a frozen copy mends nothing of what was copied; what was not copied yet is mended", async () => {
    const { steps, fake } = fakeProxy((name) => ({ there: true, drift: name === "access" }));
    const limits = fakeStep("limits", { after: ["deployment"], within: "api" }).step;
    const asked = [fake("deployment").step, limits];
    expect(outcomes(await some(asked, [...steps, limits], fakeContext()))).toEqual({
      deployment: "unchanged",
      limits: "created",
    });
    expect(outcomes(await some([fake("integration").step], steps, fakeContext()))).toEqual({
      access: "repaired",
      integration: "unchanged",
    });
  });

  test("finds its way from the list of the real steps", () => {
    const names = (name: StepName) =>
      before(
        proxy.find((step) => step.name === name)!,
        proxy,
      ).map((step) => step.name);
    expect(names("method")).toEqual(["api", "schema", "access"]);
    expect(names("integration")).toEqual(["role", "api", "schema", "method", "access"]);
    expect(names("batch")).toEqual(["role", "api", "schema", "method", "integration", "access"]);
    expect(names("cors")).toEqual(["role", "api", "schema", "method", "integration", "batch", "get", "access"]);
    expect(names("key").join(" ")).toBe(
      "stream role api schema method integration batch get health cors access deployment",
    );
  });
});

describe("down", () => {
  const order = (log: readonly string[]) => log.filter((line) => line.startsWith("remove "));

  test("takes the key away before the API, and the API before role and stream; what lies in the API goes with it", async () => {
    const { steps, log } = fakeProxy(everywhere({ there: true }));
    const ctx = fakeContext();
    for (const name of ["api", "method", "deployment"] as const) await ctx.state.record(name, { id: "x" });
    const { results } = await down(steps, ctx);
    expect(new Set(Object.values(outcomes(results)))).toEqual(new Set(["removed"]));
    expect(results.size).toBe(11);
    expect(order(log).slice(0, 2)).toEqual(["remove key", "remove api"]);
    expect(order(log).slice(2).sort()).toEqual(["remove role", "remove stream"]);
    expect(ctx.state.ids).toEqual({});
  });

  test("twice is fine", async () => {
    const { steps, log } = fakeProxy(everywhere({}));
    expect(new Set(Object.values(outcomes((await down(steps, fakeContext())).results)))).toEqual(new Set(["absent"]));
    expect(order(log)).toEqual([]);
  });

  test("keeps what is not ours, and what is in it", async () => {
    const { steps, log } = fakeProxy(everywhere({ there: true, ours: false }));
    expect(new Set(Object.values(outcomes((await down(steps, fakeContext())).results)))).toEqual(new Set(["kept"]));
    expect(order(log)).toEqual([]);
  });

  test("--keep-stream keeps the stream", async () => {
    const { steps, log } = fakeProxy(everywhere({ there: true }));
    expect(outcomes((await down(steps, fakeContext(), { keep: new Set(["stream"]) })).results)).toMatchObject({
      stream: "kept",
      role: "removed",
    });
    expect(log).not.toContain("remove stream");
  });

  test("when the API cannot be removed, its role and stream stay", async () => {
    const { steps, log } = fakeProxy((name) => ({
      there: true,
      ...(name === "api" && { failing: "remove" as const }),
    }));
    await expect(down(steps, fakeContext())).rejects.toThrow("remove api failed");
    expect(order(log)).toEqual(["remove key", "remove api"]);
  });
});

describe("inspect", () => {
  test("says what is there and what differs, and changes nothing", async () => {
    const { steps, log } = fakeProxy((name) => ({ there: name !== "access", drift: name === "stream" }));
    const seen = await inspect(steps, fakeContext());
    expect(seen.get("stream")).toMatchObject({ drift: [{ field: "size", wanted: 2, actual: 1 }] });
    expect(seen.get("access")).toEqual({ found: undefined, drift: [] });
    expect(seen.get("deployment")?.found).toBeDefined();
    expect(log.every((line) => line.startsWith("find "))).toBe(true);
  });

  test("does not look into an API that is not there", async () => {
    const { steps, log } = fakeProxy(everywhere({}));
    const seen = await inspect(steps, fakeContext());
    expect([...seen.values()].every(({ found }) => found === undefined)).toBe(true);
    expect(log).not.toContain("find method");
  });
});

test("a step that needs another one names the command that makes it", () => {
  const { fake } = fakeProxy();
  expect(() => need(fakeContext(), fake("role").step)).toThrow(MissingStepError);
  expect(() => need(fakeContext(), fake("role").step)).toThrow("There is no role yet.");
});

describe("the order of up", () => {
  test("what is foremost is made before anything else, and what is not asked for waits for nobody", async () => {
    const log: string[] = [];
    const first = fakeStep("account", { foremost: true, asked: true, failing: "create", log });
    const others = [fakeStep("stream", { log }), fakeStep("api", { log })];
    const steps = [...others, first].map(({ step }) => step);
    await expect(up(steps, fakeContext())).rejects.toThrow("create account failed");
    expect(log).toEqual(["find account", "create account"]);
    const unasked = fakeStep("account", { foremost: true, asked: undefined });
    await up([...others.map(({ step }) => step), unasked.step], fakeContext());
    expect(unasked.did).toEqual([]);
  });

  test("what lingers goes after what builds on it, and is made before it", async () => {
    for (const [asked, order] of [
      [false, ["find stage", "repair stage", "find logs", "remove logs"]],
      [true, ["find logs", "find stage", "repair stage"]],
    ] as const) {
      const log: string[] = [];
      const logs = fakeStep("logs", { lingers: true, asked, there: true, log });
      const stage = fakeStep("stage", { after: ["logs"], there: true, drift: true, log });
      await up([logs.step, stage.step], fakeContext());
      expect(log).toEqual(order);
    }
  });

  test("what cannot be as asked is refused before anything is made, by up and by plan", async () => {
    const why = { why: "There is no such topic.", hint: "Make it.", needs: [] };
    const [stream, alarms] = [fakeStep("stream"), fakeStep("alarms", { asked: true, impossible: why })];
    await expect(up([stream.step, alarms.step], fakeContext())).rejects.toThrow("There is no such topic.");
    expect(stream.did).toEqual([]);
    const planned = await plan([stream.step, alarms.step], [stream.step, alarms.step], fakeContext());
    expect(planned.get("alarms")?.refusal?.message).toBe("There is no such topic.");
    const off = fakeStep("alarms", { asked: false, impossible: why });
    await up([stream.step, off.step], fakeContext());
  });

  test("who may not make something is told before anything is made; who has it is not asked, nor is a plan", async () => {
    const steps = (options: FakeOptions) =>
      [fakeStep("stream"), fakeStep("alarms", { asked: true, ...options })] as const;
    const all = (some: ReturnType<typeof steps>) => some.map(({ step }) => step);
    const denied = steps({ rehearsal: "denied" });
    await expect(up(all(denied), fakeContext())).rejects.toThrow("rehearse alarms denied");
    expect(denied[0].did).toEqual([]);
    expect((await plan(all(denied), all(denied), fakeContext())).get("alarms")?.outcome).toBe("create");
    await up(all(denied), fakeContext({}, { ids: { alarms: {} } }));
    await up(all(steps({ rehearsal: "denied", there: true })), fakeContext());
    const allowed = steps({ rehearsal: "allowed" });
    await up(all(allowed), fakeContext());
    expect(allowed[1].did).toEqual(["find", "rehearse", "find", "create"]);
  });

  test("what of others is in the way is told before anything is made", async () => {
    const [stream, logs] = [
      fakeStep("stream"),
      fakeStep("logs", { asked: true, rehearsal: "allowed", there: true, ours: false, drift: true }),
    ];
    await expect(up([stream.step, logs.step], fakeContext())).rejects.toThrow("is not this proxy's and differs");
    expect([stream.did, logs.did]).toEqual([[], ["find"]]);
  });

  test("what this tool made for all of the account is left by down with the reason, and used by the next run", async () => {
    const account = fakeStep("account", { there: true, ours: false, shared: "used by all APIs" });
    const ctx = fakeContext();
    expect((await up([account.step], ctx)).get("account")).toMatchObject({
      outcome: "unchanged",
      detail: "used by all APIs",
    });
    expect((await down([account.step], ctx)).results.get("account")).toMatchObject({
      outcome: "kept",
      detail: "used by all APIs",
    });
  });
});
