import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { boundaries, caseWith, disturbances, disturbed, each, fair, undisturbed, up } from "./disturbed.ts";
import { runHere } from "./in-process.ts";
import { snapshot } from "./snapshot.ts";

describe.each(disturbances)("%s", (_name, flags, kinds, some) => {
  test.each(kinds)(
    "%s at calls of up: the next up ends as an undisturbed one, with one of each",
    { timeout: 600_000 },
    async (kind) => {
      const { toUp, state } = await undisturbed(flags);
      const calls = boundaries(toUp, some);
      let struck = 0;
      await each(calls, async (number) => {
        const at = await caseWith([`${kind}@#${number}`]);
        fair(await disturbed(kind, at.desk, up(flags)));
        struck += at.struck.length;
        // Of a run that was killed, also what it wrote down may be lost.
        if (kind === "die-after" && number % 2 === 0)
          await rm(join(at.desk.folder, ".kinesis-proxy"), { recursive: true, force: true });
        expect(await runHere(at.desk, ...up(flags)), `${kind} at call ${number}: ${at.struck}`).toMatchObject({
          code: 0,
        });
        expect(await snapshot(at.clients), `${kind} at call ${number}: ${at.struck}`).toEqual(state);
      });
      expect(struck).toBe(calls.length);
      console.log(`${kind}: ${struck} boundaries of up, 0 duplicates, 0 orphans`);
    },
  );
});
