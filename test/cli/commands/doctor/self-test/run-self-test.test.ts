import { setMaxListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { runSelfTest } from "../../../../../src/cli/commands/doctor/self-test/run-self-test.ts";
import { trials } from "../../../../../src/cli/commands/doctor/self-test/trials.ts";
import { systemClock } from "../../../../../src/local/account/clock.ts";
import { fakeClock } from "../../../../helpers/fake-clock.ts";
import { fakeIo } from "../../../../helpers/fake-io.ts";
import { recordingReporter } from "../../../../helpers/recording-reporter.ts";
import { inventory, world } from "../../../../journeys/world.ts";

vi.setConfig({ testTimeout: 120_000 });

const nothing = { streams: [], roles: [], policies: [], apis: [], deployments: [] };

/** A local AWS that refuses what is too much, as AWS does; its clock and that of the test are one. */
async function lab(onCall?: (count: number) => void) {
  const clock = fakeClock(Date.now());
  const { after } = systemClock;
  const there = await world({
    clock: { ...clock, after },
    faults: ["rates"],
    onRequest: () => onCall?.(there.asked.length),
  });
  const stop = new AbortController();
  const io = await fakeIo({ signal: stop.signal });
  setMaxListeners(0, io.signal);
  const report = recordingReporter();
  const place = { endpointUrl: there.local.url, region: "ap-northeast-2" };
  return { ...there, clock, io, stop, report, place };
}

interface Document {
  readonly ok: boolean;
  readonly trials: readonly { readonly name: string; readonly result: string; readonly seen: string }[];
}

test("on the local AWS all is as expected, and nothing is left", async () => {
  const { io, clock, report, place, clients } = await lab();
  const code = await runSelfTest(io, { ...place, yes: true }, { report, clock });
  const { ok, trials: seen } = report.answers[0]!.value as Document;
  const told = (name: string): string | undefined => seen.find((one) => one.name === name)?.seen;
  expect(told("down-beside-readers")).toMatch(/DeleteRole after \d+ s, refused 0 times, DeletePolicy after \d+ s/);
  expect(told("context")).toMatch(/by \$context.get: there; .* trace id: there; a%20b in the path: "a b"/);
  expect(seen.filter(({ result }) => result !== "as expected")).toEqual([]);
  expect(seen.map(({ name }) => name)).toEqual([...trials.map(({ name }) => name), "down"]);
  expect([code, ok]).toEqual([0, true]);
  expect(await inventory(clients)).toEqual(nothing);
});

test("Ctrl-C in the middle takes everything away, too", async () => {
  const { io, clock, stop, report, place, clients } = await lab((count) => {
    if (count === 60) stop.abort();
  });
  await expect(runSelfTest(io, { ...place, yes: true }, { report, clock })).rejects.toMatchObject({
    exitCode: 130,
    hint: expect.stringMatching(/^Everything of kpst-[0-9a-f]{6} was taken away\.$/),
  });
  expect(report.answers).toEqual([]);
  expect(await inventory(clients)).toEqual(nothing);
});

test("without a terminal it wants --yes, and touches nothing", async () => {
  const { io, clock, report, place, asked } = await lab();
  await expect(runSelfTest(io, place, { report, clock })).rejects.toMatchObject({ exitCode: 2 });
  expect(asked).toEqual([]);
});
