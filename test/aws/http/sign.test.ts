import { expect, test } from "vitest";
import { signed } from "../../../src/aws/http/sign.ts";
import { UsageError } from "../../../src/engine/errors.ts";
import { fakeContext } from "../../helpers/fake-context.ts";

/** A caller with these credentials. */
function caller(accessKeyId: string, sessionToken?: string) {
  const ctx = fakeContext();
  const credentials = async () => ({ accessKeyId, secretAccessKey: "secret", ...(sessionToken && { sessionToken }) });
  return {
    ...ctx,
    clients: { ...ctx.clients, apigateway: { config: { ...ctx.clients.apigateway.config, credentials } } as never },
  };
}

test("the signature is of the caller, the time and the region, over the headers given", async () => {
  const url = "https://api1.execute-api.eu-west-1.amazonaws.com/production?a=1";
  const headers = await signed(caller("AKIAIOSFODNN7EXAMPLE"), url, { "content-type": "application/json" }, "{}");
  expect(headers).toMatchObject({
    "content-type": "application/json",
    host: "api1.execute-api.eu-west-1.amazonaws.com",
    "x-amz-date": "20260101T000000Z",
    authorization: expect.stringContaining(
      "Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/execute-api/aws4_request",
    ),
  });
});

test("real credentials do not leave the machine unencrypted", async () => {
  for (const real of [caller("AKIAIOSFODNN7EXAMPLE"), caller("test", "token")]) {
    await expect(signed(real, "http://emulator.example/production", {}, "{}")).rejects.toThrow(UsageError);
    expect(await signed(real, "http://127.0.0.1:4566/production", {}, "{}")).toHaveProperty("authorization");
  }
  expect(await signed(caller("test"), "http://emulator.example/production", {}, "{}")).toHaveProperty("authorization");
});
