import { beforeEach, expect, it } from "vitest";
import { controlPlane, kinesisApi } from "../control-plane.ts";
import type { ControlPlane } from "../control-plane.ts";

const group = "arn:aws:logs:ap-northeast-2:000000000000:log-group:access";
const delivery = "arn:aws:firehose:ap-northeast-2:000000000000:deliverystream/";
const noRole = "CloudWatch Logs role ARN must be set in account settings to enable logging";

let plane: ControlPlane;
let url: string;

beforeEach(async () => {
  plane = controlPlane();
  const { api } = await kinesisApi(plane);
  await plane.call("POST", `${api}/deployments`, { stageName: "s" });
  url = `${api}/stages/s`;
});

const set = (name: string, value: string) =>
  plane.patch(url, { op: "replace", path: `/accessLogSettings/${name}`, value });

it("needs the account's role for a log group, and none for a delivery stream", async () => {
  expect(await set("destinationArn", group)).toMatchObject({ status: 400, body: { message: noRole } });
  expect((await set("destinationArn", `${delivery}amazon-apigateway-logs`)).status).toBe(200);
  expect((await set("destinationArn", `${delivery}logs`)).status).toBe(400);
  await plane.allowLogs();
  expect((await set("destinationArn", group)).status).toBe(200);
});

it.each([
  ["$context.requestId", undefined],
  ["$context.extendedRequestId\n", undefined],
  ["$context.status", "Access Log format must contain a request ID"],
  ["$context.requestIdentity", "Access Log format must contain a request ID"],
  [
    "$context.requestId\n$context.status",
    "Access Log format must be single line, new line character is allowed only at end",
  ],
  ["", "Access Log value must not be empty"],
])("of the format %j: %s", async (format, words) => {
  const { status, body } = await set("format", format);
  expect(status).toBe(words === undefined ? 200 : 400);
  if (words !== undefined) expect(body["message"]).toContain(words);
});

it("refuses execution logs in an account without a role", async () => {
  const { status, body } = await plane.patch(url, { op: "replace", path: "/*/*/logging/loglevel", value: "ERROR" });
  expect({ status, message: body["message"] }).toEqual({ status: 400, message: noRole });
  const off = await plane.patch(url, { op: "replace", path: "/*/*/logging/loglevel", value: "OFF" });
  expect(off.status).toBe(200);
});
