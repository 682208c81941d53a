import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { Account } from "../../../../src/local/account/account.ts";
import { background } from "../../../../src/local/account/background.ts";
import { news } from "../../../../src/local/account/news.ts";
import { Fault } from "../../../../src/local/fault.ts";
import { Forwarding } from "../../../../src/local/logs/subscriptions/forwarding.ts";
import { handClock } from "../../hand-clock.ts";

const group = "arn:aws:logs:eu-west-1:000000000000:log-group:g";
const throttled = new Fault("ProvisionedThroughputExceededException", "Rate exceeded");
const denied = new Fault("AccessDeniedException", "No.");

/** A filter's work on a target that refuses as a test says; the trust knows `sources` only. */
function forwarding({ distribution = "ByLogStream" as const, sources = [`${group}:*`], hasTarget = true } = {}) {
  const clock = handClock();
  const account = new Account("000000000000", clock);
  const told: string[] = [];
  account.corner(news, "").tell = (line) => void told.push(line);
  const sent: { readonly text: string; readonly key: string }[] = [];
  const faults: Fault[] = [];
  const caller = { arn: "", userId: "", accessKeyId: "", allows: () => true };
  const platform = {
    assume: (_: unknown, __: string, source: string) => (sources.includes(source) ? caller : undefined),
    put: async (_: unknown, __: string, data: Buffer, key: string) => {
      const fault = faults.shift();
      if (fault !== undefined) throw fault;
      const { logEvents } = JSON.parse(gunzipSync(data).toString()) as { logEvents: { message: string }[] };
      sent.push({ text: logEvents.map(({ message }) => message).join(), key });
    },
  };
  const filter = {
    logGroupName: "g",
    filterName: "f",
    filterPattern: "",
    destinationArn: "arn:d",
    applyOnTransformedLogs: false,
    creationTime: 0,
    distribution,
  };
  const target = () => (hasTarget ? { arn: "arn:d", roleArn: "role" } : undefined);
  const work = new Forwarding(platform, { account, region: "eu-west-1", partition: "aws" }, filter, group, target);
  const send = async (stream: string, message: string) => {
    work.send(stream, [{ timestamp: 0, ingestionTime: 0, sequence: 0, message }]);
    await work.settled();
  };
  const texts = () => sent.map(({ text }) => text);
  return { clock, told, sent, texts, faults, work, send, busy: () => account.corner(background, "").size };
}

test("what is throttled or fails is tried again in order, and told once", async () => {
  const { send, texts, faults, clock, told, busy, work } = forwarding();
  faults.push(throttled, new Fault("InternalFailure", "", 500));
  await send("s", "one");
  await send("s", "two");
  expect([texts(), busy()]).toEqual([[], 1]);
  clock.move(5_000);
  await work.settled();
  expect([texts(), busy()]).toEqual([["one", "two"], 0]);
  expect(told).toEqual(["The subscription filter f of g cannot send to arn:d: Rate exceeded"]);
});

test("after 24 hours it is given up", async () => {
  const { send, texts, faults, clock, work } = forwarding();
  faults.push(throttled, throttled);
  await send("s", "one");
  clock.move(24 * 3_600_000);
  await work.settled();
  await send("s", "two");
  expect(texts()).toEqual(["two"]);
});

test("what is refused is lost at once, and the next refusal after a success is told again", async () => {
  const { send, texts, faults, told } = forwarding();
  faults.push(denied, denied);
  await send("s", "one");
  await send("s", "two");
  await send("s", "three");
  faults.push(denied);
  await send("s", "four");
  expect(texts()).toEqual(["three"]);
  expect(told).toHaveLength(2);
});

test("ByLogStream gives a stream one partition key, Random each record its own", async () => {
  const keys = async (distribution: "ByLogStream" | "Random") => {
    const { send, sent } = forwarding({ distribution: distribution as "ByLogStream" });
    for (const stream of ["a", "a", "b"]) await send(stream, "x");
    return new Set(sent.map(({ key }) => key)).size;
  };
  expect([await keys("ByLogStream"), await keys("Random")]).toEqual([2, 3]);
});

test("a trust in the group's ARN is enough, none and no target are told", async () => {
  const bare = forwarding({ sources: [group] });
  await bare.send("s", "one");
  expect(bare.texts()).toEqual(["one"]);
  const untrusted = forwarding({ sources: [] });
  await untrusted.send("s", "one");
  expect(untrusted.told[0]).toMatch(
    /cannot send to arn:d, and what it was to send is lost: CloudWatch Logs may not assume role\.$/,
  );
  const lost = forwarding({ hasTarget: false });
  await lost.send("s", "one");
  expect(lost.told[0]).toMatch(/The destination does not exist\.$/);
});

test("what waits when it is stopped is not sent", async () => {
  const { send, texts, faults, clock, work } = forwarding();
  faults.push(throttled);
  await send("s", "one");
  work.stop();
  clock.move(5_000);
  await work.settled();
  expect(texts()).toEqual([]);
});
