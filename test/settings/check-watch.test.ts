import { expect, test } from "vitest";
import { resolveConfig } from "../../src/settings/resolve-config.ts";
import { readSettings, withState } from "../../src/settings/sources.ts";

const resolve = (
  flags: object,
  { file = {}, state = {} }: { readonly file?: object; readonly state?: object } = {},
) => {
  const settings = withState(readSettings({ flags, env: {}, file, cwd: "/nowhere" }), state);
  return resolveConfig(settings, { region: "eu-west-1", endpoint: undefined });
};

test.each<[object, string]>([
  [{ logRetention: "30" }, "--log-retention is about a log, and there is none."],
  [{ logRetention: "30", executionLog: "off" }, "--log-retention is about a log, and there is none."],
  [{ accessLogFormat: "$context.requestId" }, "--access-log-format is about an access log, and there is none."],
  [{ dataTrace: true }, "--data-trace writes into the execution log, and that is off."],
  [{ alarmSilence: "1h" }, "--alarm-silence is about an alarm, and there are none."],
  [{ alarmSilence: "1h", alarms: false }, "--alarm-silence is about an alarm, and there are none."],
  [
    { alarms: "arn:aws:sns:us-east-1:111122223333:ops" },
    "The SNS topic arn:aws:sns:us-east-1:111122223333:ops is in us-east-1, and alarms in eu-west-1 tell topics of eu-west-1 only.",
  ],
  [{ dataTrace: true, accessLog: true }, "--data-trace writes into the execution log, and that is off."],
])("%j without what it is about is refused", (flags, words) => {
  expect(() => resolve(flags)).toThrow(words);
});

test("beside what it is about it is taken, also where the state file knows that", () => {
  expect(resolve({ logRetention: "30" }, { state: { accessLog: true } }).logRetention).toBe(30);
  expect(resolve({ logRetention: "30", archive: true }).logRetention).toBe(30);
  expect(resolve({ dataTrace: true, executionLog: "error" }).dataTrace).toBe(true);
  expect(resolve({ dataTrace: false, accessLogFormat: "none" }).dataTrace).toBe(false);
});

test("who switches the log off by a flag need not take away what the file says of it", () => {
  const file = { accessLog: true, logRetention: 30, accessLogFormat: "$context.requestId" };
  expect(resolve({ accessLog: false }, { file }).accessLog).toBe(false);
});
