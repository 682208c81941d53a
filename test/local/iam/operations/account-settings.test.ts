import {
  GetAccountPasswordPolicyCommand,
  ListAccountAliasesCommand,
  ListVirtualMFADevicesCommand,
  UpdateAccountPasswordPolicyCommand,
} from "@aws-sdk/client-iam";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

let local: Local;
let iam: ReturnType<typeof clientsOf>["iam"];

beforeEach(async () => {
  local = await startLocal();
  iam = clientsOf(local).iam;
});
afterEach(() => local.close());

it.each([{ MaxPasswordAge: 0 }, { PasswordReusePrevention: 0 }])(
  "a password policy with %o is refused",
  async (policy) => {
    await expect(iam.send(new UpdateAccountPasswordPolicyCommand(policy))).rejects.toThrow(
      "Member must have value greater than or equal to 1",
    );
  },
);

it("a password policy says whether passwords expire", async () => {
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MaxPasswordAge: 90 }));
  const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}));
  expect(PasswordPolicy).toMatchObject({ ExpirePasswords: true, MaxPasswordAge: 90 });
});

it("lists that are always short refuse a marker that is none, too", async () => {
  const Marker = "garbage";
  await expect(iam.send(new ListAccountAliasesCommand({ Marker }))).rejects.toThrow("Invalid Marker.");
  await expect(iam.send(new ListVirtualMFADevicesCommand({ Marker }))).rejects.toThrow("Invalid Marker.");
});
