import { expect, test } from "vitest";
import { sparingly } from "../../../src/records/forward/sparingly.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { recordingReporter } from "../../helpers/recording-reporter.ts";

test("waits are reported once in half a minute, warnings for themselves, all else always", async () => {
  const clock = fakeClock();
  const report = recordingReporter();
  const { event } = sparingly(report, clock);
  for (let second = 0; second < 60; second += 1) {
    event({ type: "wait", text: `wait ${second}` });
    if (second > 9) event({ type: "warning", text: `warning ${second}` });
    if (second < 2) event({ type: "note", text: `note ${second}` });
    await clock.sleep(1_000);
  }
  expect(report.texts("wait")).toEqual(["wait 0", "wait 30"]);
  expect(report.texts("warning")).toEqual(["warning 10", "warning 40"]);
  expect(report.texts("note")).toEqual(["note 0", "note 1"]);
});
