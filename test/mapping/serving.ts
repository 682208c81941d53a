import { renderedApi } from "../../src/cli/rendered-api.ts";
import { renderRequest } from "../../src/local/render-request.ts";
import { routes } from "../../src/mapping/routes.ts";
import type { RouteSettings } from "../../src/mapping/route-settings.ts";
import type { Config } from "../../src/settings/config.ts";
import { around } from "./route-settings.ts";

/** A request, with its path and query as they are sent. */
export interface Asked {
  readonly method: "GET" | "HEAD" | "POST" | "PUT";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What the routes of these settings answer, and the bytes of the records that they make. */
export async function served(settings: RouteSettings, { method, url, headers = {}, body = "" }: Asked) {
  const config = { ...settings, region: around.region, stage: "production" } as unknown as Config;
  const [path = "/", query = ""] = url.split("?");
  const { call, response } = await renderRequest(renderedApi(config, routes(settings, around)), settings.streamName, {
    method,
    path,
    query,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    rawHeaders: Object.entries(headers).flat(),
    body: Buffer.from(body),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  });
  const stored = response.status < 300 && call !== undefined && !call.includes("ExplicitHashKey");
  const { Data = "", PartitionKey = "" } = (call === undefined ? {} : JSON.parse(call)) as Record<string, string>;
  return {
    status: response.status,
    type: String(response.headers["Content-Type"] ?? ""),
    sniff: response.headers["X-Content-Type-Options"],
    body: response.body.toString(),
    record: stored ? Buffer.from(Data, "base64").toString() : undefined,
    key: stored ? PartitionKey : undefined,
    call,
  };
}
