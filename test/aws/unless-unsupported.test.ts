import { expect, test } from "vitest";
import { instead } from "../../src/aws/unless-unsupported.ts";
import { fault } from "../helpers/fault.ts";

const emulator = { config: { endpoint: "http://127.0.0.1:4566" } };
const aws = { config: { endpoint: undefined } };

const page = (statusCode: number): Error =>
  Object.assign(new SyntaxError("Unexpected token '<' is not valid JSON"), {
    $metadata: { httpStatusCode: statusCode },
    $response: { statusCode },
  });

const other = async (): Promise<string> => "by other means";

test.each([
  ["a name", fault("UnknownOperationException")],
  ["IAM's name", fault("InvalidAction")],
  ["501", fault("InternalFailure", "not yet", { $metadata: { httpStatusCode: 501 } })],
  ["a page with 404", page(404)],
  ["a page with 500", page(500)],
])("an emulator that does not have the operation, told by %s, is asked in another way", async (_, error) => {
  expect(await instead(emulator, () => Promise.reject(error), other)).toBe("by other means");
  await expect(instead(aws, () => Promise.reject(error), other)).rejects.toBe(error);
});

test.each([
  ["there is no such thing", fault("NotFoundException", "Invalid API", { $metadata: { httpStatusCode: 404 } })],
  ["it is not allowed", fault("AccessDeniedException")],
  ["it failed", fault("InternalFailure", "oops", { $metadata: { httpStatusCode: 500 } })],
  ["nothing answers", Object.assign(new Error("connect"), { code: "ECONNREFUSED" })],
  ["it is a bug", new TypeError("x is not a function")],
])("an emulator that says that %s has the operation", async (_, error) => {
  await expect(instead(emulator, () => Promise.reject(error), other)).rejects.toBe(error);
});

test("what the call gives is given back", async () => {
  expect(await instead(emulator, async () => "asked", other)).toBe("asked");
});
