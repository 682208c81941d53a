import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { DriftError } from "../../../src/engine/errors.ts";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import type { Config } from "../../../src/settings/config.ts";
import { alarms } from "../../../src/steps/watch/alarms.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { knownApi } from "../../helpers/known-steps.ts";
import { mockedCloudWatch } from "../../helpers/mocked-later.ts";

const topic = "arn:aws:sns:eu-west-1:444455556666:ops";

/** CloudWatch with these alarms; `owner` is what their tags say. */
async function contextWith(config: Partial<Config>, { owner = "orders" }: { readonly owner?: string } = {}) {
  const ctx = fakeContext(config, { known: { api: knownApi } });
  const there = new Map<string, MetricAlarm>();
  const mock = await mockedCloudWatch(ctx);
  mock.on(DescribeAlarmsCommand).callsFake(({ AlarmNamePrefix }) => {
    const MetricAlarms = [...there.values()].filter(({ AlarmName }) => AlarmName?.startsWith(String(AlarmNamePrefix)));
    return { MetricAlarms };
  });
  mock.on(ListTagsForResourceCommand).resolves({ Tags: [{ Key: "kinesis-proxy", Value: owner }] });
  mock.on(PutMetricAlarmCommand).callsFake((alarm) => {
    there.set(String(alarm.AlarmName), { ActionsEnabled: true, InsufficientDataActions: [], ...alarm });
    return {};
  });
  mock.on(DeleteAlarmsCommand).callsFake(({ AlarmNames }) => {
    for (const name of AlarmNames) there.delete(String(name));
    return {};
  });
  return { ctx, there };
}

test("the first run makes them, each with our tag; the second changes nothing; down takes ours away alone", async () => {
  const { ctx, there } = await contextWith({ alarms: { topics: [topic] } });
  there.set("kinesis-proxy/orders-eu/5xx", { AlarmName: "kinesis-proxy/orders-eu/5xx" });
  expect((await converge(alarms, ctx)).outcome).toBe("created");
  expect(there.size).toBe(7);
  expect(ctx.inputs("PutMetricAlarm")[0]).toMatchObject({
    AlarmName: "kinesis-proxy/orders/5xx",
    AlarmActions: [topic],
    OKActions: [topic],
    Tags: [{ Key: "kinesis-proxy", Value: "orders" }],
  });
  const changes = ctx.changes().length;
  expect((await converge(alarms, ctx)).outcome).toBe("unchanged");
  expect(ctx.changes()).toHaveLength(changes);
  await dismantle(alarms, ctx);
  expect([...there.keys()]).toEqual(["kinesis-proxy/orders-eu/5xx"]);
});

test("one that nothing asks for any more goes, and one that differs is made anew by itself", async () => {
  const first = await contextWith({ alarms: { topics: [] }, alarmSilence: 300 });
  await converge(alarms, first.ctx);
  const next = await contextWith({ alarms: { topics: [] } });
  for (const [name, alarm] of first.there) next.there.set(name, alarm);
  next.there.set("kinesis-proxy/orders/latency", {
    ...next.there.get("kinesis-proxy/orders/latency"),
    Unit: "Seconds",
  });
  expect((await converge(alarms, next.ctx)).outcome).toBe("repaired");
  expect(next.ctx.changes()).toEqual(["PutMetricAlarm", "DeleteAlarms"]);
});

test("an alarm of others under such a name is neither changed nor removed", async () => {
  const { ctx, there } = await contextWith({ alarms: { topics: [] } }, { owner: "web" });
  there.set("kinesis-proxy/orders/5xx", { AlarmName: "kinesis-proxy/orders/5xx", Threshold: 9 });
  await expect(converge(alarms, ctx)).rejects.toThrow(DriftError);
  expect((await dismantle(alarms, ctx)).outcome).toBe("kept");
  expect(ctx.changes()).toEqual([]);
});

test("topics of which only a tag is left stay with the alarms", async () => {
  const first = await contextWith({ alarms: { topics: [topic] } });
  await converge(alarms, first.ctx);
  const recalled = await contextWith({ alarms: { topics: undefined } });
  for (const [name, alarm] of first.there) recalled.there.set(name, alarm);
  expect((await converge(alarms, recalled.ctx)).outcome).toBe("unchanged");
});

test("who never asked for alarms pays no call", async () => {
  const { ctx } = await contextWith({});
  expect(alarms.asked(ctx)).toBeUndefined();
  expect(await alarms.find(ctx)).toBeUndefined();
  expect(ctx.calls).toEqual([]);
});
