import {
  CreateUsagePlanCommand,
  GetApiKeysCommand,
  GetUsagePlanKeysCommand,
  ImportApiKeysCommand,
} from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];
let plans: readonly string[];

beforeAll(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
  const made = ["p", "q"].map((name) => apigateway.send(new CreateUsagePlanCommand({ name })));
  plans = (await Promise.all(made)).map(({ id = "" }) => id);
});
afterAll(() => local.close());

function imported(csv: string, failOnWarnings = false) {
  return apigateway.send(new ImportApiKeysCommand({ format: "csv", body: Buffer.from(csv), failOnWarnings }));
}

async function keys() {
  const { items = [] } = await apigateway.send(new GetApiKeysCommand({ includeValues: true }));
  return items;
}

const value = "apikey1234abcdefghij0123456789";

it("makes keys of a file as AWS documents it, and overwrites them by their value", async () => {
  const { ids = [] } = await imported(
    `Enabled,Name,key,UsageplanIds,colour\nfalse,one,${value},"${plans.join(",")}",red\n`,
  );
  expect(await keys()).toMatchObject([{ id: ids[0], name: "one", value, enabled: false }]);
  for (const usagePlanId of plans) {
    const { items } = await apigateway.send(new GetUsagePlanKeysCommand({ usagePlanId }));
    expect(items).toMatchObject([{ id: ids[0], value }]);
  }
  expect((await imported(`Key,name,description\n${value},two,An imported key`)).ids).toEqual(ids);
  expect(await keys()).toMatchObject([{ id: ids[0], name: "two", description: "An imported key", enabled: true }]);
});

it("leaves out what is wrong with a warning, or leaves out all", async () => {
  const before = await keys();
  const csv = `name,key,usageplanids\nshort,abc,\nlost,${value}X,nosuch\nfine,${value}Y,\n`;
  const message = /^Warnings found during import:\n\t.* row 1: .*\n\t.* row 2: Invalid Usage Plan ID specified$/;
  await expect(imported(csv, true)).rejects.toMatchObject({
    name: "BadRequestException",
    message: expect.stringMatching(message),
  });
  expect(await keys()).toEqual(before);
  const { ids, warnings } = await imported(csv);
  expect([ids?.length, warnings?.length]).toEqual([1, 2]);
  await expect(imported("name\nx")).rejects.toMatchObject({ name: "BadRequestException" });
});
