import { AssumeRoleCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";

const SerialNumber = "arn:aws:iam::000000000000:mfa/alice";
const role = { RoleArn: "arn:aws:iam::000000000000:role/reader", RoleSessionName: "session" };

let local: Local;

beforeEach(async () => {
  local = await startLocal();
});
afterEach(() => local.close());

it.each([
  [
    { SerialNumber, TokenCode: "123456" },
    "AccessDenied",
    "unable to validate MFA code.  Please verify your MFA serial",
  ],
  [{ SerialNumber }, "AccessDenied", "must provide both MFA serial number and one time pass code."],
  [{ TokenCode: "123456" }, "AccessDenied", "must provide both MFA serial number and one time pass code."],
  [{ SerialNumber: "x", TokenCode: "123456" }, "ValidationError", "at 'serialNumber' failed to satisfy constraint"],
  [{ SerialNumber, TokenCode: "1" }, "ValidationError", "at 'tokenCode' failed to satisfy constraint"],
  [{ SerialNumber, TokenCode: "12345a" }, "ValidationError", "at 'tokenCode' failed to satisfy constraint"],
])("nobody has an MFA device: %o is refused", async (device, name, message) => {
  const { sts } = clientsOf(local);
  for (const command of [new AssumeRoleCommand({ ...role, ...device }), new GetSessionTokenCommand(device)]) {
    const error: unknown = await sts.send(command as AssumeRoleCommand).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name, message: expect.stringContaining(message) as string });
  }
});
