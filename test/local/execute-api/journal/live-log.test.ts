import { describe, expect, it } from "vitest";
import type { DeployedMethod, LiveMethodSetting, LiveStage } from "../../../../src/local/account/deployed.ts";
import type { Platform } from "../../../../src/local/execute-api/index.ts";
import { LiveLog } from "../../../../src/local/execute-api/journal/live-log.ts";
import type { WireRequest } from "../../../../src/local/http/wire.ts";
import { answer, bench, received } from "../bench.ts";
import { api, method, mock, roleArn, stage } from "../deployment.ts";

interface Asked {
  readonly settings: LiveMethodSetting;
  readonly method?: Partial<DeployedMethod>;
  readonly stage?: Partial<LiveStage>;
  readonly platform?: Partial<Platform>;
  readonly request?: Partial<WireRequest>;
  readonly path?: string;
}

/** What is logged of one request, without its id. */
async function logged({ settings, platform, request, path = "/events", ...asked }: Asked) {
  const lines: string[] = [];
  const served = api({ "/events": { POST: method(asked.method) } });
  const { executeApi, send } = bench(stage(served, { methodSettings: { "*/*": settings }, ...asked.stage }), {
    log: (_, destination, stream, events) => {
      expect(destination).toBe("API-Gateway-Execution-Logs_abcde12345/production");
      expect(stream).toMatch(/^[0-9a-f]{32}$/);
      lines.push(...events.map(({ message }) => message));
    },
    call: () => ({ ...answer(200, received), headers: { "x-amzn-RequestId": "kinesis-id" } }),
    ...platform,
  });
  const { headers } = await send(request, path);
  executeApi.writeLogs();
  const id = String(headers["x-amzn-RequestId"]);
  for (const line of lines) expect(line.startsWith(`(${id}) `)).toBe(true);
  return lines.map((line) =>
    line
      .slice(id.length + 3)
      .replaceAll(id, "ID")
      .replace(/[\w+/]{15}=/, "XID"),
  );
}

const info = { loggingLevel: "INFO" };

describe("the execution log", () => {
  it("tells the course of a request, and at INFO neither bodies nor headers", async () => {
    expect(await logged({ settings: info })).toEqual([
      "Extended Request Id: XID",
      "Verifying Usage Plan for request: ID. API Key:  API Stage: abcde12345/production",
      "API Key  authorized because method 'POST /events' does not require API Key. Request will not contribute to throttle or quota limits",
      "Usage Plan check succeeded for API Key  and API Stage abcde12345/production",
      "Starting execution for request: ID",
      "HTTP Method: POST, Resource Path: /events",
      "Endpoint request URI: https://kinesis.ap-northeast-2.amazonaws.com/",
      "Sending request to https://kinesis.ap-northeast-2.amazonaws.com/",
      "Received response. Status: 200, Integration latency: 0 ms",
      "Successfully completed execution",
      "Method completed with status: 200",
      "AWS Integration Endpoint RequestId : kinesis-id",
    ]);
  });

  it("has bodies and headers with data trace, without keys and signatures", async () => {
    const request = {
      query: "a=1",
      headers: { "Content-Type": "application/json", Authorization: "Bearer=abcdefghij", "x-api-key": "0123456789" },
    };
    const lines = await logged({ settings: { ...info, dataTraceEnabled: true }, request });
    expect(lines).toContain("Method request query string: {a=1}");
    expect(lines).toContain('Method request body before transformations: {"a":1}');
    expect(lines).toContain(`Endpoint response body before transformations: ${JSON.stringify(received)}`);
    expect(lines).toContain(`Method response body after transformations: ${JSON.stringify(received)}`);
    const headers = lines.find((line) => line.startsWith("Method request headers: "));
    expect(headers).toContain("Authorization=***********efghij");
    expect(headers).toContain("x-api-key=****456789");
    expect(lines.join("\n")).not.toMatch(/abcdefghij|0123456789/);
  });

  it("at ERROR is of those that fail only", async () => {
    const settings = { loggingLevel: "ERROR", dataTraceEnabled: false };
    expect(await logged({ settings })).toEqual([]);
    expect(await logged({ settings, platform: { assume: () => undefined } })).toEqual([
      "Extended Request Id: XID",
      `Execution failed due to configuration error: API Gateway does not have permission to assume the provided role ${roleArn}`,
      "Method completed with status: 500",
    ]);
  });

  it("is silent at OFF, and about paths that are not there", async () => {
    expect(await logged({ settings: { loggingLevel: "OFF", dataTraceEnabled: true } })).toEqual([]);
    expect(await logged({ settings: info, path: "/nothing" })).toEqual([]);
  });

  it("follows the method's own settings before those for all", async () => {
    const own = (loggingLevel: string) => ({
      stage: { methodSettings: { "*/*": info, "~1events/POST": { loggingLevel } } },
    });
    expect(await logged({ settings: info, ...own("OFF") })).toEqual([]);
    expect(await logged({ settings: info, ...own("INFO") })).toContain("Method completed with status: 200");
  });

  it("says why a key did not do, and which limit was met", async () => {
    const locked = { settings: { loggingLevel: "ERROR" }, method: { apiKeyRequired: true, integration: mock(200) } };
    expect(await logged(locked)).toContain(
      "API Key  not authorized because method 'POST /events' requires API Key and API Key is not associated with a Usage Plan " +
        "for API Stage abcde12345/production: No API Key",
    );
    const throttle = { rateLimit: 1, burstLimit: 0 };
    const usagePlan = { id: "p", name: "p", throttle, methodThrottle: {} };
    const apiKey = () => ({ keyId: "k", value: "0123456789", usagePlan });
    const request = { headers: { "Content-Type": "application/json", "x-api-key": "0123456789" } };
    expect(await logged({ ...locked, request, platform: { apiKey } })).toEqual([
      "Extended Request Id: XID",
      "Key throttle limit exceeded for RestApi abcde12345, Stage production, Resource res0, HttpMethod POST. Limit: 1.00 Burst: 0",
      "Method completed with status: 429",
    ]);
  });

  it("names the trace of a stage with tracing", async () => {
    const lines = await logged({ settings: info, stage: { methodSettings: { "*/*": info }, tracingEnabled: true } });
    expect(lines.at(-1)).toMatch(/^X-ray Tracing ID : 1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  it("cuts an event at 1,024 bytes, never within a character", () => {
    const log = new LiveLog("id", () => 5, "INFO", true);
    log.add("é".repeat(1000), "data");
    const message = `(id) ${"é".repeat(509)} [TRUNCATED]`;
    expect(log.events).toEqual([{ timestamp: 5, message }]);
  });
});
