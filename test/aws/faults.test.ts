import { NotFoundException } from "@aws-sdk/client-api-gateway";
import { NoSuchEntityException } from "@aws-sdk/client-iam";
import { expect, test } from "vitest";
import { isBroken, isContention, isFault, unless } from "../../src/aws/faults.ts";
import { fault } from "../helpers/fault.ts";

const metadata = { $metadata: {}, message: "not there" };

test.each([
  [new NotFoundException(metadata), "NotFoundException"],
  [new NoSuchEntityException(metadata), "NoSuchEntity"],
  [fault("NoSuchEntity"), "NoSuchEntityException"],
])("%s means absence where %s is expected", async (error, name) => {
  expect(isFault(error, name)).toBe(true);
  expect(await unless([name], () => Promise.reject(error))).toBeUndefined();
});

test.each([fault("AccessDeniedException"), new TypeError("a bug"), "NotFoundException", undefined])(
  "%s is thrown on",
  async (error) => {
    await expect(unless(["NotFoundException"], () => Promise.reject(error))).rejects.toBe(error);
  },
);

test.each([
  fault("ConflictException", "Unable to complete operation due to concurrent modification. Please try again."),
  fault("BadRequestException", "Concurrent modification: please try again"),
])("somebody else at work is never taken for success: %s", async (error) => {
  expect(isContention(error)).toBe(true);
  await expect(unless(["ConflictException", "BadRequestException"], () => Promise.reject(error))).rejects.toBe(error);
});

test("what the call gives is given back", async () => {
  expect(await unless(["NotFoundException"], async () => 1)).toBe(1);
});

test("what is not implemented is not broken: to try it again is no use", () => {
  const answered = (httpStatusCode: number) =>
    fault("InternalFailure", "no", { $fault: "server", $metadata: { httpStatusCode } });
  expect([500, 501, 502, 503].filter((status) => isBroken(answered(status)))).toEqual([500, 502, 503]);
});
