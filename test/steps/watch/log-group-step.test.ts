import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { leftoversOf } from "../../../src/engine/run/leftovers.ts";
import { plan } from "../../../src/engine/run/plan.ts";
import { DriftError } from "../../../src/engine/errors.ts";
import type { Config } from "../../../src/settings/config.ts";
import { archiveLogs } from "../../../src/steps/watch/archive-logs.ts";
import { executionLogs } from "../../../src/steps/watch/execution-logs.ts";
import { logs } from "../../../src/steps/watch/logs.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { knownApi } from "../../helpers/known-steps.ts";
import { mockedLogs } from "../../helpers/mocked-later.ts";

const ACCESS = "/aws/vendedlogs/kinesis-proxy/orders";
const ERRORS = "/aws/kinesisfirehose/kinesis-proxy/orders";
const EXECUTION = "API-Gateway-Execution-Logs_api1/production";

interface Group {
  retentionInDays?: number | undefined;
  tags: Record<string, string>;
  streams?: string[];
}

/** CloudWatch Logs with these groups, each of two or more on a page of its own. */
async function contextWith(groups: Record<string, Group> = {}, config: Partial<Config> = { accessLog: true }) {
  const ctx = fakeContext(config, { known: { api: knownApi } });
  const mock = await mockedLogs(ctx);
  const named = (arn = ""): string => arn.replace("arn:aws:logs:eu-west-1:111122223333:log-group:", "");
  const there = (name: string): Group => {
    const group = groups[name];
    if (group === undefined) throw fault("ResourceNotFoundException");
    return group;
  };
  mock.on(DescribeLogGroupsCommand).callsFake(({ logGroupNamePrefix = "", nextToken = "0" }) => {
    const names = Object.keys(groups).filter((name) => name.startsWith(String(logGroupNamePrefix)));
    const at = Number(nextToken);
    const page = names.slice(at, at + 1).map((logGroupName) => ({ logGroupName, ...groups[logGroupName] }));
    return { logGroups: page, ...(names.length > at + 1 && { nextToken: String(at + 1) }) };
  });
  mock.on(ListTagsForResourceCommand).callsFake(({ resourceArn }) => ({ tags: there(named(resourceArn)).tags }));
  mock.on(CreateLogGroupCommand).callsFake(({ logGroupName, tags }) => {
    if (groups[logGroupName] !== undefined) throw fault("ResourceAlreadyExistsException");
    groups[logGroupName] = { tags };
    return {};
  });
  mock.on(PutRetentionPolicyCommand).callsFake(({ logGroupName, retentionInDays }) => {
    there(logGroupName).retentionInDays = retentionInDays;
    return {};
  });
  mock.on(DescribeLogStreamsCommand).callsFake(({ logGroupName, logStreamNamePrefix = "" }) => {
    const names = (there(logGroupName).streams ?? []).filter((name) => name.startsWith(String(logStreamNamePrefix)));
    return { logStreams: names.toSorted().map((logStreamName) => ({ logStreamName })) };
  });
  mock.on(CreateLogStreamCommand).callsFake(({ logGroupName, logStreamName }) => {
    const group = there(logGroupName);
    if (group.streams?.includes(logStreamName)) throw fault("ResourceAlreadyExistsException");
    group.streams = [...(group.streams ?? []), logStreamName];
    return {};
  });
  mock.on(TagResourceCommand).callsFake(({ resourceArn, tags }) => {
    Object.assign(there(named(resourceArn)).tags, tags);
    return {};
  });
  mock.on(DeleteLogGroupCommand).callsFake(({ logGroupName }) => {
    there(logGroupName);
    delete groups[logGroupName];
    return {};
  });
  return { ctx, groups, mock };
}

const ours = { "kinesis-proxy": "orders" };

test("the first run makes the group with our tag and keeps its lines for 14 days; the second changes nothing", async () => {
  const { ctx, groups } = await contextWith();
  expect(await converge(logs, ctx)).toMatchObject({ outcome: "created", found: { ids: { name: ACCESS } } });
  expect(groups).toEqual({ [ACCESS]: { tags: ours, retentionInDays: 14 } });
  const changes = ctx.changes().length;
  expect((await converge(logs, ctx)).outcome).toBe("unchanged");
  expect(ctx.changes()).toHaveLength(changes);
  expect((await dismantle(logs, ctx)).outcome).toBe("removed");
  expect(groups).toEqual({});
  expect((await dismantle(logs, ctx)).outcome).toBe("absent");
});

test("another retention is told and repaired, for ever too", async () => {
  const { ctx, groups } = await contextWith({ [ACCESS]: { tags: ours } }, { accessLog: true, logRetention: 30 });
  expect((await plan([logs], [logs], ctx)).get("logs")).toMatchObject({
    outcome: "repair",
    drift: [{ field: "log-retention", wanted: 30, actual: "for ever" }],
  });
  expect((await converge(logs, ctx)).outcome).toBe("repaired");
  expect(groups[ACCESS]?.retentionInDays).toBe(30);
});

test("a group of others is not changed and not removed", async () => {
  const { ctx } = await contextWith({ [ACCESS]: { tags: { team: "web" } } });
  await expect(converge(logs, ctx)).rejects.toThrow(DriftError);
  expect((await dismantle(logs, ctx)).outcome).toBe("kept");
  expect(ctx.changes()).toEqual([]);
});

test("a group whose name only begins so is another one", async () => {
  const { ctx, groups } = await contextWith({
    [`${ACCESS}-eu`]: { tags: ours },
    [ACCESS]: { tags: ours, retentionInDays: 14 },
  });
  expect((await converge(logs, ctx)).outcome).toBe("unchanged");
  await dismantle(logs, ctx);
  expect(Object.keys(groups)).toEqual([`${ACCESS}-eu`]);
});

test("a lost race uses what the other run has made", async () => {
  const { ctx, groups, mock } = await contextWith();
  mock.on(CreateLogGroupCommand).callsFake(() => {
    groups[ACCESS] = { tags: ours };
    throw fault("ResourceAlreadyExistsException");
  });
  await converge(logs, ctx);
  expect(groups[ACCESS]?.retentionInDays).toBe(14);
});

test("the group of the execution log is made before API Gateway makes it", async () => {
  const { ctx, groups } = await contextWith({}, { executionLog: "INFO" });
  expect((await converge(executionLogs, ctx)).outcome).toBe("created");
  expect(groups).toEqual({ [EXECUTION]: { tags: ours, retentionInDays: 14 } });
});

test("one that API Gateway has made for an API of ours is taken over, and goes", async () => {
  const { ctx, groups } = await contextWith({ [EXECUTION]: { tags: {} } }, { executionLog: "ERROR" });
  expect((await converge(executionLogs, ctx)).outcome).toBe("repaired");
  expect(groups).toEqual({ [EXECUTION]: { tags: ours, retentionInDays: 14 } });
  await dismantle(executionLogs, ctx);
  expect(groups).toEqual({});
});

test("in an API of others, one without our tag is theirs", async () => {
  const { ctx } = await contextWith({ [EXECUTION]: { tags: {}, retentionInDays: 14 } }, { executionLog: "ERROR" });
  ctx.known.set("api", { ...knownApi, ours: false, adopted: true });
  expect((await converge(executionLogs, ctx)).outcome).toBe("unchanged");
  expect((await dismantle(executionLogs, ctx)).outcome).toBe("kept");
  expect(ctx.changes()).toEqual([]);
});

test("the group of a stage that is left goes, those of other stages of the API stay", async () => {
  const old = "API-Gateway-Execution-Logs_api1/old";
  const { ctx, groups } = await contextWith(
    {
      [EXECUTION]: { tags: ours, retentionInDays: 14 },
      [old]: { tags: ours },
      "API-Gateway-Execution-Logs_api1/theirs": { tags: {} },
    },
    { executionLog: "INFO" },
  );
  await converge(executionLogs, ctx);
  const left = await leftoversOf([executionLogs], ctx);
  expect(left.map(({ title }) => title)).toEqual([`Log group ${old}`]);
  await left[0]?.remove();
  expect(Object.keys(groups)).toEqual([EXECUTION, "API-Gateway-Execution-Logs_api1/theirs"]);
});

test("who never asked for logs pays no call for them", async () => {
  const { ctx } = await contextWith({}, {});
  for (const step of [logs, executionLogs]) {
    expect(step.asked(ctx)).toBeUndefined();
    expect(await step.find(ctx)).toBeUndefined();
    expect(await leftoversOf([step], ctx)).toEqual([]);
  }
  expect(ctx.calls).toEqual([]);
});

test("in an API of others they are looked for, as far as the caller may", async () => {
  const { ctx, mock } = await contextWith({ [ACCESS]: { tags: ours } }, { apiId: "api1" });
  expect((await dismantle(logs, ctx)).outcome).toBe("removed");
  mock.on(DescribeLogGroupsCommand).rejects(fault("AccessDeniedException"));
  expect((await dismantle(logs, ctx)).outcome).toBe("absent");
});

const archived = { archive: { bucket: "kept", prefix: "" } };

test("the error log of the archive has a log stream, without which Firehose writes nothing", async () => {
  const { ctx, groups } = await contextWith({}, { ...archived, logRetention: 30 });
  expect((await converge(archiveLogs, ctx)).outcome).toBe("created");
  expect(groups).toEqual({ [ERRORS]: { tags: ours, retentionInDays: 30, streams: ["S3Delivery"] } });
  expect((await converge(archiveLogs, ctx)).outcome).toBe("unchanged");
  groups[ERRORS] = { tags: ours, retentionInDays: 30, streams: ["S3DeliveryOfOthers"] };
  expect(await converge(archiveLogs, ctx)).toMatchObject({
    outcome: "repaired",
    detail: "log stream: none → S3Delivery",
  });
  expect(groups[ERRORS].streams).toContain("S3Delivery");
});

test("with --no-archive it goes; who never had an archive pays no call for it", async () => {
  const group = { tags: ours, retentionInDays: 14, streams: ["S3Delivery"] };
  const { ctx, groups } = await contextWith({ [ERRORS]: group }, { archive: false });
  expect(archiveLogs.asked(ctx)).toBe(false);
  expect((await dismantle(archiveLogs, ctx)).outcome).toBe("removed");
  expect(groups).toEqual({});
  const without = await contextWith({}, {});
  expect(archiveLogs.asked(without.ctx)).toBeUndefined();
  expect(await archiveLogs.find(without.ctx)).toBeUndefined();
  expect(without.ctx.calls).toEqual([]);
});
