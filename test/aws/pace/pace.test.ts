import { expect, test } from "vitest";
import { pace } from "../../../src/aws/pace/pace.ts";
import { InterruptedError } from "../../../src/engine/errors.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { fault } from "../../helpers/fault.ts";

const tooMany = fault("TooManyRequestsException", "Too Many Requests");
const busy = fault(
  "ConflictException",
  "Unable to complete operation due to concurrent modification. Please try again.",
);
const reset = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
const nobody = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
const broken = fault("ServiceFailureException", "Internal failure", { $fault: "server" });

/** A pace without chance, whose clock and words can be asked. */
function watched({ signal = new AbortController().signal, keepsRates = false, random = (): number => 1 } = {}) {
  const [clock, told]: [ReturnType<typeof fakeClock>, string[]] = [fakeClock(), []];
  const run = pace({ clock, signal, keepsRates, tell: (text) => told.push(text), random });
  return {
    clock,
    told,
    call: <T>(action: string, work: () => Promise<T>) => run({ service: "API Gateway", action }, work),
  };
}

/** Fails so many times, then gives "done". */
const refusing = (error: Error, times: number) => async () => {
  if (times-- > 0) throw error;
  return "done";
};

test.each([
  ["too many requests", tooMany, "AWS allows PutMethod only so often"],
  ["IAM's throttling", fault("Throttling", "Rate exceeded"), "AWS allows PutMethod only so often"],
  [
    "Kinesis' rate",
    fault("LimitExceededException", "Rate exceeded for stream s"),
    "AWS allows PutMethod only so often",
  ],
  ["a concurrent modification", busy, "Something else is being changed at the same moment as by PutMethod"],
  [
    "IAM's concurrent modification",
    fault("ConcurrentModificationException"),
    "Something else is being changed at the same moment as by PutMethod",
  ],
  [
    "S3's conflicting operation",
    fault("OperationAborted", "A conflicting conditional operation is currently in progress against this resource."),
    "Something else is being changed at the same moment as by PutMethod",
  ],
  ["S3's throttling", fault("SlowDown", "Please reduce your request rate."), "AWS allows PutMethod only so often"],
])("%s is waited out, ever more slowly, and said", async (_, error, said) => {
  const { call, clock, told } = watched();
  expect(await call("PutMethod", refusing(error, 6))).toBe("done");
  expect(clock.slept).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  expect(told[0]).toBe(`${said}; trying again in 2 s, for 2 minutes at most`);
  expect(told).toHaveLength(5);
});

test.each(["UpdateShardCount", "UpdateStreamMode", "StartStreamEncryption", "AddTagsToStream", "DeleteStream"])(
  "a stream that is not ready for %s yet is waited for",
  async (action) => {
    const { call, clock, told } = watched();
    const creating = fault("ResourceInUseException", "Stream s not ACTIVE or UPDATING, instead in state CREATING");
    expect(await call(action, refusing(creating, 2))).toBe("done");
    expect(clock.slept).toEqual([1_000, 2_000]);
    expect(told).toEqual([`The stream is not ready for ${action} yet; trying again in 2 s, for 2 minutes at most`]);
  },
);

test.each([
  ["CreateStream", fault("ResourceInUseException", "Stream s already exists")],
  ["DeleteStream", fault("ResourceInUseException", "Stream s has registered consumers")],
  ["DeleteUser", fault("DeleteConflictException")],
])("%s: %s is not waited for", async (action, error) => {
  const { call, clock } = watched();
  await expect(call(action, refusing(error, 1))).rejects.toBe(error);
  expect(clock.slept).toEqual([]);
});

test.each(["DeleteRole", "DeletePolicy"])(
  "what %s is refused for just after a detach passes, or 30 s do",
  async (action) => {
    const attached = fault("DeleteConflictException", "Cannot delete entity, must detach all policies first.");
    expect(await watched().call(action, refusing(attached, 3))).toBe("done");
    const { call, clock, told } = watched();
    await expect(call(action, refusing(attached, Infinity))).rejects.toBe(attached);
    expect(clock.slept).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
    expect(told.at(-1)).toMatch(/^IAM has not seen yet that the policy is detached, .* for 30 s at most$/);
  },
);

test.each<[number, string]>([
  [200, "Unexpected end of JSON input\n  Deserialization error"],
  [404, "@aws-sdk XML parse error: unexpected end of input.\n  Deserialization error"],
  [200, "@aws-sdk XML parse error: missing closing tag </Role>.\n  Deserialization error"],
  [200, "Unexpected token '<', \"<html></html>\" is not valid JSON\n  Deserialization error"],
])("an answer with %i that is cut or a page is asked for again: %s", async (statusCode, message) => {
  const cut = Object.assign(new SyntaxError(message), { $response: { statusCode } });
  const { call, clock } = watched();
  expect(await call("GetPolicy", refusing(cut, 2))).toBe("done");
  expect(clock.slept).toEqual([100, 200]);
  await expect(watched().call("CreateRestApi", refusing(cut, 1))).rejects.toBe(cut);
});

test.each([
  ["UpdateDestination", "ConcurrentModificationException"],
  ["CreateDeliveryStream", "ResourceInUseException"],
])("%s with %s is for its caller: the same call would be refused again", async (action, name) => {
  const { call, clock } = watched();
  await expect(call(action, refusing(fault(name), 1))).rejects.toThrow();
  expect(clock.slept).toEqual([]);
});

test("two that were refused together do not come back together", async () => {
  const [one, other] = [watched({ random: () => 0 }), watched({ random: () => 0.9 })];
  for (const { call } of [one, other]) await call("PutMethod", refusing(tooMany, 1));
  expect([one.clock.slept, other.clock.slept]).toEqual([[500], [950]]);
});

test.each([
  ["the wait that AWS names", "PutMethod", { retryAfterSeconds: "30" }, 30_000],
  ["the wait of a Retry-After header", "PutMethod", { $response: { headers: { "retry-after": "7" } } }, 7_000],
  ["the time that AWS allows one in", "DeleteRestApi", {}, 30_000],
])("%s counts when it is longer", async (_, action, more, ms) => {
  const { call, clock } = watched();
  await call(action, refusing(fault(tooMany.name, "Too Many Requests", more), 1));
  expect(clock.slept).toEqual([ms]);
});

test("after two minutes it is a failure", async () => {
  const { call, clock } = watched();
  await expect(call("PutMethod", refusing(tooMany, Infinity))).rejects.toBe(tooMany);
  const waited = clock.slept.reduce((sum, ms) => sum + ms, 0);
  expect(waited).toBeLessThanOrEqual(120_000);
  expect(waited).toBeGreaterThan(100_000);
});

test.each([reset, nobody, broken])("%s: tried four times, at short notice", async (error) => {
  const { call, clock, told } = watched();
  expect(await call("PutMethod", refusing(error, 3))).toBe("done");
  expect(clock.slept).toEqual([100, 200, 400]);
  await expect(call("PutMethod", refusing(error, 4))).rejects.toBe(error);
  expect(told).toEqual([]);
});

test("a lost answer to what AWS gives an id is not asked for again, but a call that nobody heard is", async () => {
  for (const error of [reset, broken]) {
    const { call, clock } = watched();
    await expect(call("CreateRestApi", refusing(error, 1))).rejects.toBe(error);
    expect(clock.slept).toEqual([]);
  }
  expect(await watched().call("CreateRestApi", refusing(nobody, 1))).toBe("done");
});

test("a wrong clock, once AWS has said what time it is, costs one more call", async () => {
  const skewed = fault("InvalidSignatureException", "expired", { $metadata: { clockSkewCorrected: true } });
  const { call, clock } = watched();
  expect(await call("PutMethod", refusing(skewed, 1))).toBe("done");
  await expect(call("PutMethod", refusing(skewed, 2))).rejects.toBe(skewed);
  expect(clock.slept).toEqual([0, 0]);
});

test.each([
  fault("LimitExceededException", "Maximum number of REST APIs reached"),
  fault("LimitExceededException", "This request would exceed the shard limit for the account"),
  fault("ConflictException", "Method already exists for this resource"),
  fault("NotFoundException"),
])("%s is not tried again", async (error) => {
  const { call, clock } = watched();
  await expect(call("PutMethod", refusing(error, 1))).rejects.toBe(error);
  expect(clock.slept).toEqual([]);
});

test("an interrupt ends the wait", async () => {
  const reason = new InterruptedError();
  const { call } = watched({ signal: AbortSignal.abort(reason) });
  await expect(call("PutMethod", refusing(tooMany, 1))).rejects.toBe(reason);
});

test("AWS's rates are kept before it refuses anything, an emulator's are not guessed", async () => {
  const [aws, emulator] = [watched({ keepsRates: true }), watched()];
  for (const { call } of [aws, emulator]) {
    await call("CreateDeployment", async () => "one");
    await call("CreateDeployment", async () => "two");
  }
  expect(aws.clock.slept).toEqual([5_000]);
  expect(aws.told).toEqual(["AWS allows CreateDeployment once in 5 s; waiting 5 s"]);
  expect(emulator.clock.slept).toEqual([]);
});

test("reading records waits by a patience of its own", async () => {
  const slow = fault("ProvisionedThroughputExceededException");
  await expect(watched().call("GetRecords", refusing(slow, 1))).rejects.toBe(slow);
});
