import { CreateRestApiCommand, GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand, ListStreamsCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { describe, expect, test } from "vitest";
import { world } from "../../journeys/world.ts";

const attempts = { maxAttempts: "1" };

describe("a fault strikes", () => {
  test.each([
    ["throttle@CreateRestApi", { name: "TooManyRequestsException", $metadata: { httpStatusCode: 429 } }],
    ["error@apigateway*9", { name: "ServiceUnavailableException", $metadata: { httpStatusCode: 503 } }],
    ["deny@CreateRestApi", { name: "AccessDeniedException", $metadata: { httpStatusCode: 403 } }],
  ])("%s: in API Gateway's words, and nothing is done", async (rule, expected) => {
    const { local, clients } = await world({ faults: [rule] });
    const raw = await fetch(`${local.url}/restapis`, {
      method: "POST",
      headers: { authorization: signature("apigateway") },
      body: JSON.stringify({ name: "a" }),
    });
    expect(raw.status).toBe(expected.$metadata.httpStatusCode);
    expect(raw.headers.get("x-amzn-errortype")).toBe(expected.name);
    const seen = await world();
    expect((await seen.clients.apigateway.send(new GetRestApisCommand({}))).items ?? []).toEqual([]);
    expect(clients).toBeDefined();
  });

  test("at IAM and Kinesis in theirs", async () => {
    const { clients } = await world({ faults: ["throttle@ListRoles", "throttle@ListStreams", "error@iam"] });
    const once = { ...clients };
    await expect(once.iam.send(new ListRolesCommand({}))).rejects.toMatchObject({ name: "Throttling" });
    await expect(once.kinesis.send(new ListStreamsCommand({}))).rejects.toMatchObject({
      name: "LimitExceededException",
    });
  });

  test("as often as it says, at the calls that it names, and tells of itself", async () => {
    const told: string[] = [];
    const { local } = await world({ faults: ["throttle@PutMethod*1", "deny@#2"], onFault: (text) => told.push(text) });
    const list = async () =>
      (await fetch(`${local.url}/restapis`, { headers: { authorization: signature("apigateway") } })).status;
    expect([await list(), await list(), await list()]).toEqual([200, 403, 200]);
    expect(told).toEqual(["fault: deny@#2 at apigateway GetRestApis (#2)"]);
  });

  test("lost: the work is done and no answer comes; cut: nothing is done", async () => {
    for (const [rule, made] of [
      ["lost@CreateRestApi", 1],
      ["cut@CreateRestApi", 0],
    ] as const) {
      const { local, clients } = await world({ faults: [rule] });
      const create = fetch(`${local.url}/restapis`, {
        method: "POST",
        headers: { authorization: signature("apigateway") },
        body: JSON.stringify({ name: "a" }),
      });
      await expect(create).rejects.toThrow();
      expect((await clients.apigateway.send(new GetRestApisCommand({}))).items ?? []).toHaveLength(made);
    }
  });

  test("partial: every tenth record of PutRecords is refused", async () => {
    const { clients } = await world({ faults: ["partial=10%"] });
    await clients.kinesis.send(new CreateStreamCommand({ StreamName: "s", ShardCount: 1 }));
    const Records = Array.from({ length: 100 }, () => ({ Data: Buffer.from("x"), PartitionKey: "k" }));
    expect((await clients.kinesis.send(new PutRecordsCommand({ StreamName: "s", Records }))).FailedRecordCount).toBe(
      10,
    );
  });

  test("stream-create: a stream is CREATING for as long", async () => {
    const { clients } = await world({ faults: ["stream-create=1m"] });
    await clients.kinesis.send(new CreateStreamCommand({ StreamName: "s", ShardCount: 1 }));
    const { StreamSummaries } = await clients.kinesis.send(new ListStreamsCommand({}));
    expect(StreamSummaries?.[0]?.StreamStatus).toBe("CREATING");
  });

  test("without a rule nothing is wrong", async () => {
    const { clients } = await world({ faults: [] });
    expect((await clients.apigateway.send(new CreateRestApiCommand({ name: "a" }))).name).toBe("a");
  });
});

function signature(service: string): string {
  const scope = `local/20260101/ap-northeast-2/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0, ${attempts.maxAttempts}`;
}
