import { expect, test } from "vitest";
import { accessLogColumns, defaultAccessLogFormat, readAccessLine } from "../../../src/mapping/response/access-log.ts";

/** The line that API Gateway writes: variables that are not set are `-`. */
function written(values: Readonly<Record<string, string>>): string {
  return defaultAccessLogFormat.replace(/\$context\.([\w.]+)/g, (_, name: string) => values[name] ?? "-");
}

test("a line is JSON with nothing set, too", () => {
  expect(JSON.parse(written({}))).toEqual(Object.fromEntries(accessLogColumns.map(({ name }) => [name, "-"])));
  expect(defaultAccessLogFormat).not.toMatch(/[\r\n]/);
  expect(defaultAccessLogFormat).toContain('"$context.requestId"');
  expect(Buffer.byteLength(defaultAccessLogFormat)).toBeLessThan(3_072);
});

test("a line is read, without what is not set", () => {
  const line = written({ requestId: "r1", status: "429", "error.responseType": "THROTTLED", responseLatency: "3" });
  expect(readAccessLine(line)).toEqual({ id: "r1", status: "429", errorType: "THROTTLED", latency: "3" });
  expect(readAccessLine(`${line}\n`)?.id).toBe("r1");
});

test.each(['curl "7.1"', 'a","status":"200', "back\\slash", '{"x":"y"}'])(
  "a user agent may have quotes that API Gateway did not escape: %s",
  (agent) => {
    const line = written({ requestId: "r1", status: "200", "identity.userAgent": agent });
    expect(readAccessLine(line)).toMatchObject({ id: "r1", status: "200", userAgent: agent });
  },
);

test.each(["", "203.0.113.7 - - [26/Nov/2026] 200", "[]", "null", '{"level":"info"}'])(
  "a line of another format is none of ours: %s",
  (line) => expect(readAccessLine(line)).toBeUndefined(),
);
