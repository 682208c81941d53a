import { FilterLogEventsCommand, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accessGroup, deployedStage } from "./deployed-stage.ts";
import type { DeployedStage } from "./deployed-stage.ts";

let deployed: DeployedStage;

beforeEach(async () => {
  deployed = await deployedStage();
});
afterEach(() => deployed.local.close());

const json = { "Content-Type": "application/json" };

async function lines(): Promise<readonly string[]> {
  const { events = [] } = await deployed.logs.send(new FilterLogEventsCommand({ logGroupName: accessGroup }));
  return events.map(({ message = "" }) => message);
}

describe("the access log of a stage", () => {
  it("has a line for each request, whatever became of it", async () => {
    await deployed.setRole();
    await deployed.logAccess(
      "$context.requestId $context.httpMethod $context.path $context.status $context.error.responseType",
    );
    const outcomes = [
      await deployed.send("/events", { headers: json, body: "{}" }),
      await deployed.send("/events", { headers: { "Content-Type": "text/plain" }, body: "x" }),
      await deployed.send("/nothing", { headers: json, body: "{}" }),
    ];
    const [ok, wrongType, unknown] = outcomes.map(({ headers }) => headers.get("x-amzn-requestid"));
    expect(await lines()).toEqual([
      `${ok} POST /prod/events 200 -`,
      `${wrongType} POST /prod/events 415 UNSUPPORTED_MEDIA_TYPE`,
      `${unknown} POST /prod/nothing 403 MISSING_AUTHENTICATION_TOKEN`,
    ]);
  });

  it("has 1,000 lines after 1,000 requests, and each reader sees them all", async () => {
    await deployed.setRole();
    await deployed.logAccess('{"id":"$context.requestId","status":"$context.status"}');
    const statuses: number[] = [];
    const send = async (at: number) => {
      const headers = at % 10 === 0 ? { "Content-Type": "text/plain" } : json;
      const answer = await deployed.send("/events", { headers, body: "{}" });
      await answer.arrayBuffer();
      statuses.push(answer.status);
    };
    for (let at = 0; at < 1000; at += 50) await Promise.all(Array.from({ length: 50 }, (_, more) => send(at + more)));
    const seen: string[] = [];
    const asked = { logGroupName: accessGroup, filterPattern: "{ $.status = 4* }" };
    for await (const { events = [] } of paginateFilterLogEvents({ client: deployed.logs, pageSize: 7 }, asked))
      seen.push(...events.map(({ message = "" }) => message));
    expect(await lines()).toHaveLength(1000);
    expect(new Set(await lines()).size).toBe(1000);
    expect(seen).toHaveLength(100);
    expect(statuses.filter((status) => status === 415)).toHaveLength(100);
  });
});
