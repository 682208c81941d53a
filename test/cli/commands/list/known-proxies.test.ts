import { expect, test } from "vitest";
import { knownProxies } from "../../../../src/cli/commands/list/known-proxies.ts";

const api = (proxy: string, region: string, tags: Record<string, string> = {}, stages = ["production"]) => ({
  proxy,
  region,
  apiId: `${proxy}1`,
  tags,
  createdAt: new Date(0),
  stages,
});

test("tags tell stream, stage and path, and their names are the proxy's where no tag does", () => {
  const tags = { "kinesis-proxy-stream": "clicks", "kinesis-proxy-stage": "live", "kinesis-proxy-path": "/in" };
  expect(knownProxies([api("shop", "eu-west-1", tags, ["live"]), api("orders", "eu-west-1")], [])).toEqual([
    {
      name: "orders",
      region: "eu-west-1",
      streamName: "orders",
      apiId: "orders1",
      stage: "production",
      path: "/",
      createdAt: "1970-01-01T00:00:00.000Z",
    },
    expect.objectContaining({ name: "shop", streamName: "clicks", stage: "live", path: "/in" }),
  ]);
});

test("without its stage it takes no requests", () => {
  const [one] = knownProxies([api("orders", "eu-west-1", {}, ["test"])], []);
  expect(one).toMatchObject({ apiId: "orders1", stage: undefined, path: undefined });
});

test("a role tells of a proxy without a REST API, once, and of its region", () => {
  const roles = [
    { proxy: "orders", region: "eu-west-1", roleName: "orders" },
    { proxy: "orders", region: "us-east-1", roleName: "orders-us-east-1" },
    { proxy: "old", region: undefined, roleName: "old" },
  ];
  const found = knownProxies([api("orders", "eu-west-1")], roles);
  expect(found.map(({ name, region, apiId }) => [name, region, apiId])).toEqual([
    ["old", undefined, undefined],
    ["orders", "eu-west-1", "orders1"],
    ["orders", "us-east-1", undefined],
  ]);
});
