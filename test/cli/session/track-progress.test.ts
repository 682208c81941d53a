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

test("a run has only looked until a call to AWS changes something or a step is done that has", () => {
  const call = { type: "call", status: 200, attempts: 1, ms: 1, requestId: undefined, error: undefined } as const;
  const step = { step: "stream", title: "Kinesis stream orders" } as const;
  const looks = (): ReturnType<typeof trackProgress> => {
    const progress = trackProgress(recordingReporter());
    for (const operation of ["STS GetCallerIdentity", "Kinesis DescribeStreamSummary", "IAM ListAttachedRolePolicies"])
      progress.event({ ...call, operation });
    progress.event({ type: "step.start", ...step });
    return progress;
  };
  expect(looks().onlyLooked()).toBe(true);
  const refused = looks();
  // An answer that did not come may be that of a call that was carried out.
  refused.event({ ...call, operation: "Kinesis CreateStream", status: undefined });
  expect(refused.onlyLooked()).toBe(false);
  for (const [outcome, looked] of [
    ["created", false],
    ["unchanged", true],
    ["kept", true],
  ] as const) {
    const done = looks();
    done.event({ type: "step.done", ...step, outcome, detail: undefined });
    expect(done.onlyLooked()).toBe(looked);
  }
});
