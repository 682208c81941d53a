import { expect, test } from "vitest";
import { trackProgress } from "../../../src/cli/session/track-progress.ts";
import { recordingReporter } from "../../helpers/recording-reporter.ts";

test("what is done and what is not, by the names that people read", () => {
  const inner = recordingReporter();
  const progress = trackProgress(inner);
  expect(progress.summary()).toBe("");
  const [stream, api] = [
    { name: "stream", title: "Kinesis stream orders" },
    { name: "api", title: "REST API orders" },
  ] as const;
  progress.event({ type: "steps", steps: [stream, api] });
  expect(progress.summary()).toBe("Not done: Kinesis stream orders, REST API orders.");
  const done = {
    type: "step.done",
    step: "stream",
    title: stream.title,
    outcome: "created",
    detail: undefined,
  } as const;
  progress.event(done);
  expect(progress.summary()).toBe("Done: Kinesis stream orders. Not done: REST API orders.");
  expect(inner.events).toContainEqual(done);
});
