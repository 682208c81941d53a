import { expect, test } from "vitest";
import { recordingReporter } from "../../../helpers/recording-reporter.ts";
import { announce } from "../../../../src/cli/commands/local/serve-local.ts";

test.each([
  ["127.0.0.1", false],
  ["127.0.0.2", false],
  ["::1", false],
  ["::ffff:127.0.0.1", false],
  ["0.0.0.0", true],
  ["::", true],
  ["192.168.1.5", true],
])("at %s there is a warning: %s", (address, warned) => {
  const report = recordingReporter();
  announce(report, { url: "http://box:4566", address, offers: ["Kinesis", "KMS"] });
  const text =
    "Anybody who can reach http://box:4566 can use this local AWS: it checks no signatures. Leave out --host to keep it to this machine.";
  expect(report.texts("warning")).toEqual(warned ? [text] : []);
  expect(report.texts("note")).toEqual([
    "Local AWS ready at http://box:4566 (Kinesis, KMS). Ctrl-C ends it and forgets everything.",
  ]);
});
