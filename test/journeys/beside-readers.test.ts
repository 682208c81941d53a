import { expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { world } from "./world.ts";

test("down beside four other readers waits for its turn, and takes the empty stream away", async () => {
  const { local } = await world({ faults: ["throttle@GetRecords*6", "throttle@GetShardIterator*3"] });
  const desk = await deskAt(local);
  expect(await runHere(desk, "create-stream", "--local")).toMatchObject({ code: 0 });
  expect(await runHere(desk, "down", "--yes", "--local")).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("removed"),
  });
});
