import { expect, test } from "vitest";
import { createOnce } from "../../src/aws/create-once.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { fault } from "../helpers/fault.ts";
import { recordingReporter } from "../helpers/recording-reporter.ts";

const lost = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });

function context() {
  return { clock: fakeClock(), signal: new AbortController().signal, report: recordingReporter() };
}

/** Loses the answer so many times. */
const losing = (times: number) => async () => {
  if (times-- > 0) throw lost;
  return { id: "made" };
};

test("when the answer is lost, what was made is found and not made again", async () => {
  const ctx = context();
  expect(await createOnce(ctx, "CreateRestApi", { create: losing(1), look: async () => ({ id: "found" }) })).toEqual({
    id: "found",
  });
  expect(ctx.report.texts("wait")).toEqual([
    "No clear answer came to CreateRestApi: looking whether it was done, for 6 s at most",
  ]);
});

test("a list that lags 3 s behind is looked at again before anything is made a second time", async () => {
  const ctx = context();
  const since = ctx.clock.now();
  const look = async () => (ctx.clock.now() - since >= 3_000 ? { id: "found" } : undefined);
  expect(await createOnce(ctx, "CreateRestApi", { create: losing(1), look })).toEqual({ id: "found" });
});

test("what was not made is made, and after four lost answers it is a failure", async () => {
  const ctx = context();
  const look = async () => undefined;
  expect(await createOnce(ctx, "CreateRestApi", { create: losing(3), look })).toEqual({ id: "made" });
  await expect(createOnce(ctx, "CreateRestApi", { create: losing(4), look })).rejects.toBe(lost);
});

test.each([{}, { id: "" }, { id: undefined }])("an answer without an id is a failure: %o", async (made) => {
  const create = async (): Promise<{ id?: string | undefined }> => made;
  const look = async () => expect.unreachable();
  await expect(createOnce(context(), "CreateRestApi", { create, look })).rejects.toThrow(
    "CreateRestApi got an answer without an id.",
  );
});

test.each([fault("LimitExceededException"), Object.assign(new Error("nobody"), { code: "ECONNREFUSED" })])(
  "%s says that nothing was made",
  async (error) => {
    const create = () => Promise.reject(error);
    const look = async () => expect.unreachable();
    await expect(createOnce(context(), "CreateRestApi", { create, look })).rejects.toBe(error);
  },
);
