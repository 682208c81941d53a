import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { hasTerminal, onTerminal } from "./terminal.ts";

describe.runIf(hasTerminal)("dev on a terminal", () => {
  test("keys send, replay, clear and quit; a settings file that breaks while it starts is told, and ends nothing", async () => {
    const desk = await deskAt(undefined);
    await desk.file("kinesis-proxy.json", '{"partitionKey": "constant:first"}');
    const dev = onTerminal(desk, "dev", "--port", "0");
    await dev.shows("Settings from ./kinesis-proxy.json");
    await desk.file("kinesis-proxy.json", '{"shards": "two"}');
    await dev.shows(/kinesis-proxy\.json is not applied: .*"shards".*The endpoint goes on as it was\./s);
    await dev.shows("s send  r replay  o open page  c clear  q quit");
    dev.press("r");
    await dev.shows("There is no request to replay yet.");
    dev.press("s");
    await dev.shows(/POST \/ 200 \d+ ms\n.* shard 0 +first +\{"hello":"world"\}/);
    // It clears the screen, and no request.
    dev.press("c");
    await dev.shows(/Try: [^]*Try: /);
    dev.press("r");
    await dev.shows(/POST \/ 200 \d+ ms \(replay\)/);
    dev.press("q");
    expect(await dev.ended).toBe(0);
    expect(dev.shown()).toMatch(
      /2 requests \(2 x 200\), 0 refused; 2 records\.\nThe local AWS has ended, and all that was in it is gone\.\n$/,
    );
    expect(dev.shown()).not.toContain("Open to everybody");
    expect(await readdir(desk.folder)).toEqual(["kinesis-proxy.json"]);
  });
});
