import {
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetRestApisCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-api-gateway";
import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteMetricFilterCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { GetRoleCommand } from "@aws-sdk/client-iam";
import { CreateTopicCommand, DeleteTopicCommand } from "@aws-sdk/client-sns";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { boundaries, caseWith, down, each, fair, undisturbed, up } from "./disturbed.ts";
import { runHere } from "./in-process.ts";
import { snapshot } from "./snapshot.ts";
import { world } from "./world.ts";

const everything =
  "--no-probe --access-log --log-retention 30 --execution-log info --data-trace --tracing --detailed-metrics --alarms --alarm-silence 1h --dashboard --throttle 50";
const off =
  "--no-probe --no-access-log --no-execution-log --no-data-trace --no-tracing --no-detailed-metrics --no-alarms --no-dashboard --no-throttle";
const GROUP = "/aws/vendedlogs/kinesis-proxy/orders";
const DASHBOARD = "kinesis-proxy-orders-ap-northeast-2";
const ROLE = "kinesis-proxy-logs-ap-northeast-2";
const named = ["--name", "orders", "--local"];

/** Without the tags, which say what was once. */
function asServed(whole: unknown): unknown {
  return JSON.parse(JSON.stringify(whole, (name, value: unknown) => (name === "tags" ? undefined : value))) as unknown;
}

async function proxy() {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  const run = async (command: string, flags = "", code = 0) => {
    const ended = await runHere(desk, command, ...flags.split(" ").filter(Boolean), ...named);
    expect(ended, `${command} ${flags}`).toMatchObject({ code });
    return ended;
  };
  const [logs, cloudwatch] = await Promise.all([clients.lazily.logs(), clients.lazily.cloudwatch()]);
  return { run, clients, logs, cloudwatch, lose: () => rm(join(desk.folder, ".kinesis-proxy"), { recursive: true }) };
}

test("everything on, drift of each kind repaired, everything off: nothing of ours is left but the account's role", async () => {
  const { run, clients, logs, cloudwatch, lose } = await proxy();
  const { iam, apigateway, lazily } = clients;
  await logs.send(new CreateLogGroupCommand({ logGroupName: "theirs" }));
  const nothing = await snapshot(clients);
  await run("up", "--no-probe");
  const plain = await snapshot(clients);
  const sns = await lazily.sns();
  const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: "ops" }));
  const on = everything.replace("--alarms", `--alarms ${TopicArn}`);
  await run("up", on);
  const whole = await snapshot(clients);
  await run("plan");
  await lose();
  await run("plan");
  const twin = await apigateway.send(new CreateRestApiCommand({ name: "orders" }));
  for (const command of ["plan", "status"])
    expect((await run(command)).stdout).toContain(`! Another REST API is called orders (${twin.id}): `);
  await apigateway.send(new DeleteRestApiCommand({ restApiId: twin.id }));

  const [{ id: restApiId } = {}] = (await apigateway.send(new GetRestApisCommand({}))).items ?? [];
  const patch = (path: string, value: string) =>
    apigateway.send(
      new UpdateStageCommand({
        restApiId,
        stageName: "production",
        patchOperations: [{ op: "replace", path, value }],
      }),
    );
  const alarm = { AlarmName: "kinesis-proxy/orders/latency", EvaluationPeriods: 1, Threshold: 9, Period: 60 };
  const drifts: Readonly<Record<string, () => Promise<unknown>>> = {
    "log-retention": () => logs.send(new DeleteRetentionPolicyCommand({ logGroupName: GROUP })),
    "kinesis-proxy-throttled": () =>
      logs.send(new DeleteMetricFilterCommand({ logGroupName: GROUP, filterName: "kinesis-proxy-throttled" })),
    "access-log-format": () => patch("/accessLogSettings/format", "$context.requestId"),
    "execution-log": () => patch("/*/*/logging/loglevel", "ERROR"),
    "data-trace": () => patch("/*/*/logging/dataTrace", "false"),
    tracing: () => patch("/tracingEnabled", "false"),
    "detailed-metrics": () => patch("/*/*/metrics/enabled", "false"),
    "latency Threshold": () =>
      cloudwatch.send(
        new PutMetricAlarmCommand({
          ...alarm,
          Namespace: "AWS/ApiGateway",
          MetricName: "Latency",
          Statistic: "Average",
          ComparisonOperator: "GreaterThanThreshold",
        }),
      ),
    Latency: () =>
      cloudwatch.send(new PutDashboardCommand({ DashboardName: DASHBOARD, DashboardBody: '{"widgets":[]}' })),
    silence: () => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ["kinesis-proxy/orders/silence"] })),
  };
  for (const change of Object.values(drifts)) await change();
  const { stdout: told } = await run("plan", "", 3);
  for (const field of Object.keys(drifts)) expect(told).toContain(`    ${field}: `);
  await run("up", "--no-probe");
  expect(await snapshot(clients)).toEqual(whole);
  await logs.send(new DeleteLogGroupCommand({ logGroupName: GROUP }));
  expect((await run("plan", "", 3)).stdout).toContain(`+ Log group ${GROUP}: create`);
  await run("up", "--no-probe");
  expect(await snapshot(clients)).toEqual(whole);

  // An own format can be counted by no filter, and is left as it is once its text is forgotten.
  await run("up", "--no-probe --access-log-format $context.requestId");
  await lose();
  expect((await run("plan")).stdout).toContain("Nothing to do.");
  await run("up", "--no-probe --no-access-log-format");
  expect(asServed(await snapshot(clients))).toEqual(asServed(whole));

  await run("up", off);
  await run("plan");
  expect(asServed(await snapshot(clients))).toEqual(asServed(plain));
  await run("up", on);
  await lose();
  const { stdout } = await run("down", "--yes");
  expect(stdout).toContain("Left: CloudWatch role of API Gateway in ap-northeast-2");
  expect(await snapshot(clients)).toEqual(nothing);
  expect((await iam.send(new GetRoleCommand({ RoleName: ROLE }))).Role?.RoleName).toBe(ROLE);
  expect(
    (await logs.send(new DescribeLogGroupsCommand({}))).logGroups?.map(({ logGroupName }) => logGroupName),
  ).toEqual(expect.arrayContaining(["theirs"]));
  expect((await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms).toEqual([]);
});

test("an SNS topic that is not there is told before anything is made, and by status when it is gone", async () => {
  const { run, clients } = await proxy();
  const nothing = await snapshot(clients);
  const topic = "arn:aws:sns:ap-northeast-2:000000000000:ops";
  for (const command of ["up", "plan"]) {
    const { stdout, stderr } = await run(command, `--alarms ${topic}`, 3);
    expect(stdout + stderr).toContain(`There is no SNS topic ${topic}.`);
    expect(await snapshot(clients)).toEqual(nothing);
  }
  const sns = await clients.lazily.sns();
  await sns.send(new CreateTopicCommand({ Name: "ops" }));
  await run("up", `--no-probe --alarms ${topic} --execution-log info --data-trace`);
  expect((await run("status")).stdout).toContain("! Data trace is on: ");
  await sns.send(new DeleteTopicCommand({ TopicArn: topic }));
  const [{ id: restApiId } = {}] = (await clients.apigateway.send(new GetRestApisCommand({}))).items ?? [];
  const patchOperations = [{ op: "remove" as const, path: "/*/*" }];
  await clients.apigateway.send(new UpdateStageCommand({ restApiId, stageName: "production", patchOperations }));
  const { stdout } = await run("status", "", 3);
  expect(stdout).toContain(`= Alarms kinesis-proxy/orders/*: as asked\n! There is no SNS topic ${topic}.`);
  expect(stdout).not.toContain("Data trace");
});

test(
  "killed at a call of up with everything on: the next up makes what is missing, down leaves nothing",
  { timeout: 600_000 },
  async () => {
    const flags = everything.split(" ");
    const { toUp, state, nothing } = await undisturbed(flags);
    const numbers = boundaries(toUp, 2);
    await each(numbers, async (number) => {
      const at = await caseWith([`die-after@#${number}`]);
      fair(await at.desk.run(...up(flags)));
      const told = `killed at call ${number}: ${at.struck}`;
      expect(await runHere(at.desk, ...up(flags)), told).toMatchObject({ code: 0 });
      expect(await snapshot(at.clients), told).toEqual(state);
      expect(await runHere(at.desk, "plan", "--local"), told).toMatchObject({ code: 0 });
      expect(await runHere(at.desk, ...down), told).toMatchObject({ code: 0 });
      expect(await snapshot(at.clients), told).toEqual(nothing);
    });
  },
);
