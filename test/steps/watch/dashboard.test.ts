import {
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
} from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { DriftError } from "../../../src/engine/errors.ts";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import type { Config } from "../../../src/settings/config.ts";
import { dashboard } from "../../../src/steps/watch/dashboard.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { knownApi } from "../../helpers/known-steps.ts";
import { mockedCloudWatch } from "../../helpers/mocked-later.ts";

const NAME = "kinesis-proxy-orders-eu-west-1";
const ARN = `arn:aws:cloudwatch::111122223333:dashboard/${NAME}`;

/** CloudWatch with these dashboards; `owner` is what their tags say. */
async function contextWith(config: Partial<Config>, { owner }: { readonly owner?: string } = { owner: "orders" }) {
  const ctx = fakeContext(config, { known: { api: knownApi } });
  const there = new Map<string, string>();
  const mock = await mockedCloudWatch(ctx);
  const known = (name: unknown): string => {
    const text = there.get(String(name));
    if (text === undefined) throw fault("ResourceNotFound");
    return text;
  };
  mock.on(GetDashboardCommand).callsFake(({ DashboardName }) => ({ DashboardBody: known(DashboardName) }));
  mock.on(PutDashboardCommand).callsFake(({ DashboardName, DashboardBody }) => {
    there.set(String(DashboardName), String(DashboardBody));
    return {};
  });
  mock.on(DeleteDashboardsCommand).callsFake(({ DashboardNames }) => {
    for (const name of DashboardNames) known(name);
    for (const name of DashboardNames) there.delete(String(name));
    return {};
  });
  mock.on(ListTagsForResourceCommand, { ResourceARN: ARN }).resolves({
    Tags: owner === undefined ? [] : [{ Key: "kinesis-proxy", Value: owner }],
  });
  return { ctx, there };
}

test("the first run makes it, with our tag; the second changes nothing; down takes it away", async () => {
  const { ctx, there } = await contextWith({ dashboard: true });
  expect(await converge(dashboard, ctx)).toMatchObject({ outcome: "created", found: { ids: { name: NAME } } });
  expect(ctx.inputs("PutDashboard")).toMatchObject([
    { DashboardName: NAME, Tags: [{ Key: "kinesis-proxy", Value: "orders" }] },
  ]);
  expect((await converge(dashboard, ctx)).outcome).toBe("unchanged");
  expect(ctx.changes()).toEqual(["PutDashboard"]);
  expect((await dismantle(dashboard, ctx)).outcome).toBe("removed");
  expect(there.size).toBe(0);
  expect((await dismantle(dashboard, ctx)).outcome).toBe("absent");
});

test("one that was changed by hand, or that the settings have left behind, is made anew", async () => {
  const before = await contextWith({ dashboard: true });
  await converge(dashboard, before.ctx);
  const { ctx, there } = await contextWith({ dashboard: true, alarms: { topics: [] } });
  there.set(NAME, before.there.get(NAME) ?? "");
  expect(await converge(dashboard, ctx)).toMatchObject({
    outcome: "repaired",
    detail: expect.stringContaining("Alarms"),
  });
  expect(there.get(NAME)).toContain("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:kinesis-proxy/orders/5xx");
  there.set(NAME, "{}");
  expect((await converge(dashboard, ctx)).outcome).toBe("repaired");
});

test.each([undefined, "web"])("one of that name with the tag %s is neither changed nor removed", async (owner) => {
  const { ctx, there } = await contextWith({ dashboard: true }, { ...(owner !== undefined && { owner }) });
  there.set(NAME, '{"widgets":[]}');
  await expect(converge(dashboard, ctx)).rejects.toThrow(DriftError);
  expect((await dismantle(dashboard, ctx)).outcome).toBe("kept");
  expect(ctx.changes()).toEqual([]);
});

test("a name with dots becomes one that dashboards may have", async () => {
  const { ctx } = await contextWith({ dashboard: true, name: "shop.eu" });
  await converge(dashboard, ctx);
  expect(ctx.inputs("PutDashboard")).toMatchObject([{ DashboardName: "kinesis-proxy-shop_eu-eu-west-1" }]);
});

test("who never asked for one pays no call", async () => {
  const { ctx } = await contextWith({});
  expect(dashboard.asked(ctx)).toBeUndefined();
  expect(await dashboard.find(ctx)).toBeUndefined();
  expect(ctx.calls).toEqual([]);
});
