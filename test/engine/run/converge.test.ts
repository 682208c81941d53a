import type { Consent } from "../../../src/steps/context.ts";
import { describe, expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError } from "../../../src/engine/errors.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fakeStep, type FakeOptions } from "../../helpers/fake-step.ts";
import { knownApi } from "../../helpers/known-steps.ts";

const ids = { name: "stream", arn: "arn" };

/** find, ours, verify: what `up` makes of it, what `down` does. */
const table: readonly [string, FakeOptions, up: string, upDid: string[], down: string, downDid: string[]][] = [
  ["nothing", {}, "created", ["find", "create"], "absent", ["find"]],
  ["nothing, whose shell differs", { drift: "made" }, "created", ["find", "create", "repair"], "absent", ["find"]],
  ["ours, as asked", { there: true }, "unchanged", ["find"], "removed", ["find", "remove"]],
  ["ours, different", { there: true, drift: true }, "repaired", ["find", "repair"], "removed", ["find", "remove"]],
  [
    "ours, different, not to be changed",
    { there: true, drift: true, fixed: { why: "It cannot be changed.", hint: "Make another one.", needs: [] } },
    "drift",
    ["find"],
    "removed",
    ["find", "remove"],
  ],
  ["not ours, as asked", { there: true, ours: false }, "unchanged", ["find"], "kept", ["find"]],
  ["not ours, different", { there: true, ours: false, drift: true }, "drift", ["find"], "kept", ["find"]],
];

describe.each(table)("there is: %s", (_, options, up, upDid, down, downDid) => {
  test(`up: ${up}`, async () => {
    const { step, did } = fakeStep("stream", options);
    const ctx = fakeContext();
    const result = await converge(step, ctx).catch((error: unknown) => error);
    if (up === "drift") {
      expect(result).toBeInstanceOf(DriftError);
      expect(result).toMatchObject({ exitCode: 3, drift: [{ field: "size", wanted: 2, actual: 1 }] });
      expect(ctx.state.ids).toEqual({});
    } else {
      expect(result).toMatchObject({ outcome: up });
      expect(ctx.known.get("stream")).toBe((result as { found: unknown }).found);
      expect(ctx.state.ids.stream).toEqual({ name: "stream" });
    }
    expect(did).toEqual(upDid);
    expect(ctx.report.events.map(({ type }) => type)).toEqual([
      "step.start",
      up === "drift" ? "step.fail" : "step.done",
    ]);
  });

  test(`down: ${down}`, async () => {
    const { step, did } = fakeStep("stream", options);
    const ctx = fakeContext({}, { ids: { stream: ids } });
    expect(await dismantle(step, ctx)).toMatchObject({ outcome: down });
    expect(did).toEqual(downDid);
    expect(ctx.state.ids.stream).toEqual(down === "kept" ? ids : undefined);
    expect(ctx.known.get("stream")).toBeUndefined();
  });
});

test("in a run that made the resource around it, nothing is looked for", async () => {
  const { step, did } = fakeStep("method", { within: "api" });
  const ctx = fakeContext({}, { known: { api: knownApi } });
  expect((await converge(step, ctx, { fresh: true })).outcome).toBe("created");
  expect(did).toEqual(["create"]);
});

test("a part of somebody else's API is used and not remembered", async () => {
  const { step } = fakeStep("method", { within: "api", there: true, ours: false });
  const ctx = fakeContext({}, { known: { api: { ...knownApi, ours: false } } });
  expect((await converge(step, ctx)).outcome).toBe("unchanged");
  expect(ctx.state.ids).toEqual({});
});

test("nothing is made within a resource that is not ours", async () => {
  const { step, did } = fakeStep("method", { within: "api" });
  const ctx = fakeContext({}, { known: { api: { ...knownApi, ours: false } } });
  await expect(converge(step, ctx)).rejects.toBeInstanceOf(DriftError);
  expect(did).toEqual(["find"]);
});

test("the ids of what was made are written down before anything else can fail", async () => {
  const { step } = fakeStep("stream", { drift: "made", failing: "repair" });
  const ctx = fakeContext();
  await expect(converge(step, ctx)).rejects.toThrow("repair stream failed");
  expect(ctx.state.ids.stream).toEqual({ name: "stream" });
});

test("what was repaired is told, with old and new value", async () => {
  const { step } = fakeStep("stream", { there: true, drift: true });
  const ctx = fakeContext();
  await converge(step, ctx);
  expect(ctx.report.events.at(-1)).toEqual({
    type: "step.done",
    step: "stream",
    title: "The stream",
    outcome: "repaired",
    detail: "size: 1 → 2",
  });
});

test("a removal that fails forgets nothing", async () => {
  const { step } = fakeStep("stream", { there: true, failing: "remove" });
  const ctx = fakeContext({}, { ids: { stream: ids } });
  await expect(dismantle(step, ctx)).rejects.toThrow("remove stream failed");
  expect(ctx.state.ids.stream).toEqual(ids);
});

const records = { why: "it holds 3 records", needs: ["records" as const], loss: "3 records" };

describe("down says why something stays, and what lets it go", () => {
  test.each<[string, FakeOptions, Consent[], object]>([
    ["not ours", { ours: false }, [], { detail: "not made by kinesis-proxy", needs: [] }],
    [
      "not ours, whatever is agreed to",
      { ours: false },
      ["imported"],
      { detail: "not made by kinesis-proxy", needs: [] },
    ],
    ["taken over", { imported: true }, [], { detail: "taken over by import", needs: ["imported"] }],
    [
      "taken over, with records",
      { imported: true, spared: records },
      ["imported"],
      { detail: records.why, needs: records.needs },
    ],
    ["with records", { spared: records }, [], { detail: records.why, needs: records.needs }],
  ])("%s", async (_, options, consent, kept) => {
    const { step, did } = fakeStep("stream", { there: true, ...options });
    expect(await dismantle(step, fakeContext({}, { consent }))).toMatchObject({ outcome: "kept", ...kept });
    expect(did).toEqual(["find"]);
  });

  test("what was taken over goes once that is agreed to", async () => {
    const { step, did } = fakeStep("stream", { there: true, imported: true });
    const ctx = fakeContext({}, { ids: { stream: ids }, consent: ["imported"] });
    expect(await dismantle(step, ctx)).toEqual({ outcome: "removed", found: undefined });
    expect(did).toEqual(["find", "remove"]);
    expect(ctx.state.ids).toEqual({});
  });

  test("where somebody has looked already, that look counts", async () => {
    const { step, did } = fakeStep("stream", { there: true, spared: records });
    const found = { ids, ours: true };
    const ctx = fakeContext({}, { ids: { stream: ids } });
    expect(await dismantle(step, ctx, { found, spared: undefined })).toMatchObject({ outcome: "removed" });
    expect(await dismantle(step, ctx, { found, spared: records })).toMatchObject({ outcome: "kept" });
    expect(did).toEqual(["remove"]);
  });

  test("what is gone already is forgotten", async () => {
    const ctx = fakeContext({}, { ids: { stream: ids } });
    const result = await dismantle(fakeStep("stream").step, ctx, { found: undefined, spared: undefined });
    expect(result).toEqual({ outcome: "absent", found: undefined });
    expect(ctx.state.ids).toEqual({});
  });
});

describe("another run makes one at the same moment", () => {
  test("that one is used, and a note says so", async () => {
    const { step, did } = fakeStep("stream", { twin: "stays" });
    const ctx = fakeContext();
    expect((await converge(step, ctx)).outcome).toBe("unchanged");
    expect(did).toEqual(["find", "create", "find"]);
    expect(ctx.state.ids.stream).toEqual({ name: "stream" });
    expect(ctx.report.events[1]).toEqual({
      type: "note",
      text: "The stream: another run made one at the same time, and that one is used.",
    });
  });

  test("when it is gone again, that is an error", async () => {
    const ctx = fakeContext();
    await expect(converge(fakeStep("stream", { twin: "gone" }).step, ctx)).rejects.toMatchObject({
      message: "The stream: another run made one at the same time, and it is gone.",
    });
    expect(ctx.state.ids).toEqual({});
  });
});

describe("a copy of what was changed in this run", () => {
  test("is made anew", async () => {
    const { step, did } = fakeStep("deployment", { there: true, freezes: "deployment" });
    expect(await converge(step, fakeContext(), { stale: true })).toMatchObject({
      outcome: "repaired",
      detail: "deployment: an earlier configuration → what is configured now",
    });
    expect(did).toEqual(["find", "repair"]);
  });

  test("is not made twice", async () => {
    const { step, did } = fakeStep("deployment", { freezes: "deployment" });
    expect((await converge(step, fakeContext(), { stale: true })).outcome).toBe("created");
    expect(did).toEqual(["find", "create"]);
  });
});

test("what goes when something is made elsewhere is told", async () => {
  const { step } = fakeStep("stream", { replaces: "stream old" });
  expect((await converge(step, fakeContext())).detail).toBe("instead of stream old");
  const { step: there } = fakeStep("stream", { there: true, replaces: "stream old" });
  expect((await converge(there, fakeContext())).detail).toBeUndefined();
});
