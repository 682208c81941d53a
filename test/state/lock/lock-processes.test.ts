import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../../src/engine/clock.ts";
import { inspectLock, lock } from "../../../src/state/lock/lock.ts";
import { compiled } from "../compiled.ts";
import { scratch } from "../scratch.ts";

const processes = compiled("state/lock/lock.ts");

const prelude = `
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
const clock = { now: () => Date.now(), sleep: () => setTimeout(2) };
const options = { command: "kinesis-proxy up", clock, signal: new AbortController().signal, wait: 60_000 };
`;

/** Starts the script and gives how it ended and what it said. */
async function run(
  script: string,
): Promise<{ readonly signal: string | null; readonly code: number | null; readonly said: string }> {
  const child = processes.start(prelude + script);
  let said = "";
  child.stdout.on("data", (text: Buffer) => (said += text.toString()));
  child.stderr.on("data", (text: Buffer) => (said += text.toString()));
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code, signal, said };
}

function counting(path: string, counter: string, last: string): string {
  return `
    for (let turn = 1; turn <= 5; turn++) {
      const held = await room.lock(${JSON.stringify(path)}, options);
      const count = Number(readFileSync(${JSON.stringify(counter)}, "utf8"));
      await setTimeout(1);
      writeFileSync(${JSON.stringify(counter)}, String(count + 1));
      if (turn === 5) { ${last} }
      await held.release();
    }`;
}

describe("processes that want one lock", () => {
  test("take turns: eight of them count without a slip, though half of them are killed while they hold it", async () => {
    const folder = await scratch();
    const counter = join(await scratch(), "counter");
    await writeFile(counter, "0");
    const killed = `process.kill(process.pid, "SIGKILL"); await setTimeout(1e6);`;
    const scripts = Array.from({ length: 8 }, (_, n) =>
      counting(join(folder, "orders.json"), counter, n % 2 ? killed : ""),
    );
    const ends = await Promise.all(scripts.map(run));
    expect(ends.map(({ code, signal, said }) => signal ?? `${code}${said}`)).toEqual([
      "0",
      "SIGKILL",
      "0",
      "SIGKILL",
      "0",
      "SIGKILL",
      "0",
      "SIGKILL",
    ]);
    expect(await readFile(counter, "utf8")).toBe("40");
    await using mine = await lock(join(folder, "orders.json"), {
      command: "kinesis-proxy status",
      clock: systemClock,
      signal: new AbortController().signal,
    });
    expect((await inspectLock(join(folder, "orders.json")))?.owner).toEqual(mine.owner);
    expect(await readdir(folder)).toEqual(["orders.json.lock"]);
  });

  test("see who holds it, and the next takes over when that one is killed", async () => {
    const path = join(await scratch(), "orders.json");
    const take = { command: "kinesis-proxy down", clock: systemClock, signal: new AbortController().signal };
    const hold = `await room.lock(${JSON.stringify(path)}, options); console.log("held"); await setTimeout(1e6);`;
    const child = processes.start(prelude + hold);
    await once(child.stdout, "data");
    await expect(lock(path, take)).rejects.toThrow(`pid ${child.pid} on `);
    child.kill("SIGKILL");
    await once(child, "close");
    await using mine = await lock(path, take);
    expect((await inspectLock(path))?.owner).toEqual(mine.owner);
  });
});
