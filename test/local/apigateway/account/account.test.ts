import { expect, it } from "vitest";
import { logSink } from "../../../../src/local/account/log-sink.ts";
import { controlPlane, loggingRole } from "../control-plane.ts";

const replace = (value: string) => ({ op: "replace", path: "/cloudwatchRoleArn", value });

it("takes a role that may write logs, tries it, and forgets it again", async () => {
  const plane = controlPlane();
  const written: unknown[] = [];
  plane.account.corner(logSink, "").put = (...line) => {
    written.push(line);
    return true;
  };
  expect((await plane.allowLogs()).body).toMatchObject({ cloudwatchRoleArn: loggingRole });
  expect(written).toEqual([
    [
      "ap-northeast-2",
      "/aws/apigateway/welcome",
      "cfcd208495d565ef66e7dff9f98764da",
      [{ timestamp: Date.UTC(2026, 0, 1), message: "Cloudwatch logs enabled for API Gateway" }],
      true,
    ],
  ]);
  const cleared = await plane.patch("/account", replace(""));
  expect(cleared.body).not.toHaveProperty("cloudwatchRoleArn");
});

it.each([
  ["may make groups and streams only", "logs:CreateLogGroup logs:CreateLogStream", undefined],
  ["may not make groups", "logs:CreateLogStream logs:PutLogEvents", undefined],
  ["trusts another service", "logs:*", "firehose.amazonaws.com"],
])("refuses a role that %s", async (_, actions, by) => {
  const plane = controlPlane();
  const { status, body } = await plane.allowLogs(actions, by);
  expect(status).toBe(400);
  expect(body["message"]).toBe(
    "The role ARN does not have required permissions configured. " +
      "Please grant trust permission for API Gateway and add the required role policy.",
  );
  expect((await plane.call("GET", "/account")).body).not.toHaveProperty("cloudwatchRoleArn");
});

it.each([
  [
    "arn:aws:iam::000000000000:role/missing",
    "The role ARN does not have required permissions configured. Please grant trust",
  ],
  ["not-an-arn", "The role ARN is not well formed"],
])("refuses %s", async (arn, words) => {
  const { status, body } = await controlPlane().patch("/account", replace(arn));
  expect(status).toBe(400);
  expect(body["message"]).toContain(words);
});
