import { expect, test } from "vitest";
import { withFreshCredentials } from "../../../src/aws/credentials/fresh-credentials.ts";
import { fault } from "../../helpers/fault.ts";

const expired = fault("ExpiredTokenException");

/** A source of credentials that gives `then` once it is told to ask anew; and a call that is refused `times` times. */
function refused(then: () => { accessKeyId: string; sessionToken?: string }, error = expired, times = 1) {
  const seen = { calls: 0, anew: 0 };
  const run = withFreshCredentials(
    async (options) => {
      if (options?.forceRefresh !== true) return { accessKeyId: "old", sessionToken: "s1" };
      seen.anew += 1;
      return then();
    },
    async () => {
      seen.calls += 1;
      if (seen.calls <= times) throw error;
      return "done";
    },
  );
  return { run, seen };
}

test.each([
  ["another key", { accessKeyId: "new", sessionToken: "s1" }],
  ["another session", { accessKeyId: "old", sessionToken: "s2" }],
])("with %s the call is made again, once", async (_, keys) => {
  const { run, seen } = refused(() => keys);
  expect(await run).toBe("done");
  expect(seen).toEqual({ calls: 2, anew: 1 });
  const again = refused(() => keys, expired, 2);
  await expect(again.run).rejects.toBe(expired);
  expect(again.seen.calls).toBe(2);
});

test("with the same ones it is not", async () => {
  const { run, seen } = refused(() => ({ accessKeyId: "old", sessionToken: "s1" }));
  await expect(run).rejects.toBe(expired);
  expect(seen).toEqual({ calls: 1, anew: 1 });
});

test("where there are no new ones, what AWS said of the old ones counts", async () => {
  const { run, seen } = refused(() => {
    throw new Error("sign in first");
  });
  await expect(run).rejects.toBe(expired);
  expect(seen.calls).toBe(1);
});

test("for any other error nobody is asked for new ones", async () => {
  const denied = fault("AccessDeniedException");
  const { run, seen } = refused(() => ({ accessKeyId: "new" }), denied);
  await expect(run).rejects.toBe(denied);
  expect(seen).toEqual({ calls: 1, anew: 0 });
});
