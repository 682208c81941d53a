import {
  CreateLogGroupCommand,
  DeleteDestinationCommand,
  DeleteSubscriptionFilterCommand,
  DescribeDestinationsCommand,
  DescribeSubscriptionFiltersCommand,
  ListTagsForResourceCommand,
  PutDestinationCommand,
  PutDestinationPolicyCommand,
  PutLogEventsCommand,
  PutSubscriptionFilterCommand,
  CreateLogStreamCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand, GetRecordsCommand, GetShardIteratorCommand } from "@aws-sdk/client-kinesis";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { background } from "../../../../src/local/account/background.ts";
import { startLocal } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { logsPlane } from "../logs-plane.ts";

const streamArn = "arn:aws:kinesis:ap-northeast-2:000000000000:stream/events";
const roleArn = "arn:aws:iam::000000000000:role/logs";
const document = (rest: object) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...rest }] });
const trust = (more: object = {}) =>
  document({ Principal: { Service: "logs.amazonaws.com" }, Action: "sts:AssumeRole", ...more });

/** A local AWS with a log group `g`, a stream and a role for it. */
async function plane() {
  const local = await startLocal();
  const { iam, kinesis, lazily } = clientsOf(local);
  const logs = await lazily.logs();
  await kinesis.send(new CreateStreamCommand({ StreamName: "events", ShardCount: 1 }));
  await iam.send(new CreateRoleCommand({ RoleName: "logs", AssumeRolePolicyDocument: trust() }));
  const PolicyDocument = document({ Action: "kinesis:PutRecord", Resource: streamArn });
  await iam.send(new PutRolePolicyCommand({ RoleName: "logs", PolicyName: "own", PolicyDocument }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: "g" }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: "g", logStreamName: "s" }));
  const put = (more: object = {}) =>
    logs.send(
      new PutSubscriptionFilterCommand({
        logGroupName: "g",
        filterName: "f",
        filterPattern: "",
        destinationArn: streamArn,
        roleArn,
        ...more,
      }),
    );
  const refusal = (sent: Promise<unknown>): Promise<string> =>
    sent.then(
      () => "none",
      (error: Error) => `${error.name}: ${error.message}`,
    );
  const shown = async () =>
    (await logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName: "g" }))).subscriptionFilters;
  const log = async (...messages: readonly string[]) => {
    const logEvents = messages.map((message) => ({ timestamp: Date.now(), message }));
    await logs.send(new PutLogEventsCommand({ logGroupName: "g", logStreamName: "s", logEvents }));
    for (const each of local.account.corner(background, "")) await each.settled();
  };
  /** The messages that came to the stream. */
  const arrived = async () => {
    const from = { StreamName: "events", ShardId: "shardId-000000000000", ShardIteratorType: "TRIM_HORIZON" } as const;
    const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(from));
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    return Records.flatMap(({ Data }) => {
      const { messageType, logEvents } = JSON.parse(gunzipSync(Data!).toString()) as {
        messageType: string;
        logEvents: { message: string }[];
      };
      return messageType === "CONTROL_MESSAGE" ? [] : logEvents.map(({ message }) => message);
    });
  };
  return { logs, iam, put, refusal, shown, log, arrived, [Symbol.asyncDispose]: () => local.close() };
}

test("a filter is shown with AWS's defaults, replaced under its name, and sends what matches", async () => {
  await using at = await plane();
  await at.put({ filterPattern: "ERROR" });
  const [first, ...others] = (await at.shown())!;
  expect(others).toEqual([]);
  expect(first).toEqual({
    filterName: "f",
    logGroupName: "g",
    filterPattern: "ERROR",
    destinationArn: streamArn,
    roleArn,
    distribution: "ByLogStream",
    applyOnTransformedLogs: false,
    creationTime: expect.any(Number),
  });
  await at.log("fine", "ERROR one");
  await at.put({ filterPattern: "WARN", distribution: "Random" });
  await at.log("ERROR two", "WARN three");
  expect(await at.shown()).toEqual([{ ...first, filterPattern: "WARN", distribution: "Random" }]);
  await at.logs.send(new DeleteSubscriptionFilterCommand({ logGroupName: "g", filterName: "f" }));
  await at.log("WARN four");
  expect(await at.arrived()).toEqual(["ERROR one", "WARN three"]);
  expect(await at.shown()).toEqual([]);
});

test("a target is tried first: without the role's trust, permission or a stream there is no filter", async () => {
  await using at = await plane();
  const failed =
    "InvalidParameterException: Could not deliver test message to specified Kinesis stream. Check if the given kinesis stream is in ACTIVE state.";
  expect(await at.refusal(at.put({ destinationArn: `${streamArn}2` }))).toBe(failed);
  expect(await at.refusal(at.put({ roleArn: `${roleArn}2` }))).toBe(failed);
  const trusting = (arn: string) =>
    at.iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: "logs",
        PolicyDocument: trust({ Condition: { ArnLike: { "aws:SourceArn": arn } } }),
      }),
    );
  const group = "arn:aws:logs:ap-northeast-2:000000000000:log-group:g";
  await trusting(`${group}:*`);
  expect(await at.refusal(at.put())).toBe(failed);
  await trusting(`${group}*`);
  await at.put();
  expect(
    await at.refusal(at.put({ destinationArn: "arn:aws:firehose:ap-northeast-2:000000000000:deliverystream/x" })),
  ).toBe(
    "InvalidParameterException: Could not deliver test message to specified Firehose stream. Check if the given Firehose stream is in ACTIVE state.",
  );
});

test("what AWS refuses before it tries", async () => {
  const { refusal, call } = logsPlane();
  await call("CreateLogGroup", { logGroupName: "g" });
  const put = (destinationArn: string, more: object = {}) =>
    refusal("PutSubscriptionFilter", {
      logGroupName: "g",
      filterName: "f",
      filterPattern: "",
      destinationArn,
      ...more,
    });
  const cross =
    "Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda triggers.";
  const lambda = (account: string) => `arn:aws:lambda:us-east-1:${account}:function:f`;
  expect(await put(streamArn)).toBe(
    "400 InvalidParameterException: destinationArn for vendor kinesis cannot be used without roleArn",
  );
  expect(await put(lambda("123456789012"), { logGroupName: "other" })).toBe(`400 AccessDeniedException: ${cross}`);
  expect(await put(lambda("000000000000"))).toMatch(
    /^400 InvalidParameterException: Could not execute the lambda function\./,
  );
  expect(await put(lambda("000000000000"), { roleArn })).toBe(
    "400 InvalidParameterException: destinationArn for vendor lambda cannot be used with roleArn",
  );
  expect(await put("arn:aws:sns:us-east-1:000000000000:t")).toBe(
    "400 InvalidParameterException: PutSubscriptionFilter operation cannot work with destinationArn for vendor sns",
  );
  expect(await put(streamArn, { roleArn: "arn:aws:iam::111111111111:role/logs" })).toBe(
    "400 AccessDeniedException: Cross-account pass role is not allowed.",
  );
  expect(await put(streamArn, { roleArn, logGroupName: "other" })).toBe(
    "400 ResourceNotFoundException: The specified log group does not exist.",
  );
  expect(await put(streamArn, { roleArn, filterPattern: "{ $" })).toBe(
    "400 InvalidParameterException: Invalid filter pattern",
  );
  expect(await put("arn:aws:logs:ap-northeast-2:000000000000:destination:d")).toBe(
    "400 ResourceNotFoundException: The specified destination does not exist.",
  );
});

test("a group has two filters at most", async () => {
  await using at = await plane();
  await at.put({ filterName: "one" });
  await at.put({ filterName: "two", filterPattern: "[]" });
  expect(await at.refusal(at.put({ filterName: "three" }))).toBe("LimitExceededException: Resource limit exceeded.");
  await at.put({ filterName: "two" });
});

test("a destination is kept, given back, tagged, sent to where it points now, and taken away", async () => {
  await using at = await plane();
  const named = { destinationName: "d" };
  const bad = at.logs.send(new PutDestinationCommand({ ...named, targetArn: `${streamArn}2`, roleArn }));
  expect(await at.refusal(bad)).toBe(
    "InvalidParameterException: Could not deliver test message to specified destination. Check if the destination is valid.",
  );
  const input = { ...named, targetArn: streamArn, roleArn, tags: { a: "1" } };
  const { destination } = await at.logs.send(new PutDestinationCommand(input));
  const arn = "arn:aws:logs:ap-northeast-2:000000000000:destination:d";
  expect(destination).toEqual({ ...named, targetArn: streamArn, roleArn, arn, creationTime: expect.any(Number) });
  const accessPolicy = document({ Principal: "*", Action: "logs:PutSubscriptionFilter", Resource: arn });
  await at.logs.send(new PutDestinationPolicyCommand({ ...named, accessPolicy }));
  await at.logs.send(new TagResourceCommand({ resourceArn: arn, tags: { b: "2" } }));
  await at.logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ["a"] }));
  expect((await at.logs.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags).toEqual({ b: "2" });
  const listed = await at.logs.send(new DescribeDestinationsCommand({ DestinationNamePrefix: "d" }));
  expect(listed.destinations).toEqual([{ ...destination, accessPolicy }]);
  await at.put({ destinationArn: arn, roleArn: undefined });
  await at.log("one");
  await at.logs.send(new DeleteDestinationCommand(named));
  await at.log("two");
  expect(await at.arrived()).toEqual(["one"]);
  expect(await at.refusal(at.logs.send(new DeleteDestinationCommand(named)))).toBe(
    "ResourceNotFoundException: The specified destination does not exist.",
  );
});
