import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { boundaries, caseWith, disturbances, disturbed, down, each, fair, undisturbed, up } from "./disturbed.ts";
import { runHere } from "./in-process.ts";
import { snapshot } from "./snapshot.ts";

describe.each(disturbances)("%s", (_name, flags, kinds, some) => {
  test.each(kinds)("%s at calls of down: the next down leaves nothing", { timeout: 600_000 }, async (kind) => {
    const { toUp, toDown, nothing } = await undisturbed(flags);
    const calls = boundaries(toDown, some);
    let struck = 0;
    await each(calls, async (number) => {
      const at = await caseWith([`${kind}@#${toUp + number}`]);
      expect(await runHere(at.desk, ...up(flags))).toMatchObject({ code: 0 });
      fair(await disturbed(kind, at.desk, down));
      struck += at.struck.length;
      expect(await runHere(at.desk, ...down), `${kind} at call ${number}: ${at.struck}`).toMatchObject({ code: 0 });
      expect(await snapshot(at.clients), `${kind} at call ${number}: ${at.struck}`).toEqual(nothing);
      expect(existsSync(join(at.desk.folder, ".kinesis-proxy"))).toBe(false);
    });
    expect(struck).toBe(calls.length);
    console.log(`${kind}: ${struck} boundaries of down, nothing left`);
  });
});
