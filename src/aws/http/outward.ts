import type { Agent } from "node:http";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Clients } from "../clients.ts";
import { refusePlainRequest } from "./plain-http.ts";
import { proxyFor } from "./proxy-for.ts";
import { shortBody, shortPage } from "./short-body.ts";

type Handle = NodeHttpHandler["handle"];

/** The way to AWS: straight, or through the proxy that the environment names for a host. */
export interface Outward extends Pick<NodeHttpHandler, "metadata" | "handle" | "destroy"> {
  /** The agent for requests of our own to that URL; undefined for the usual one. */
  agentFor(url: string): Promise<Agent | undefined>;
  /** The error of a request that it refused to send; undefined when there was none. The SDK's call for SSO hides it. */
  refusal(): unknown;
  updateHttpClientConfig: NodeHttpHandler["updateHttpClientConfig"];
  httpHandlerConfigs: NodeHttpHandler["httpHandlerConfigs"];
}

const limits = { connectionTimeout: 5_000, requestTimeout: 35_000, throwOnRequestTimeout: true };

/** HTTP/1.1: Kinesis' own default is HTTP/2, which hides a refused connection and which most emulators do not speak. */
export function outward(env: Readonly<Record<string, string | undefined>>): Outward {
  const direct = new NodeHttpHandler(limits);
  const agents = new Map<string, Promise<Agent>>();
  const handlers = new Map<Agent, NodeHttpHandler>();
  const agentFor = async (url: URL): Promise<Agent | undefined> => {
    const proxy = proxyFor(url, env)?.href;
    if (proxy === undefined) return undefined;
    if (!agents.has(proxy)) agents.set(proxy, agentThrough(proxy));
    return agents.get(proxy);
  };
  let refusal: unknown;
  const handle: Handle = async (request, options) => {
    // Signed by now, and of the SDK's own clients that fetch credentials too: it is known where it goes, and with what.
    try {
      refusePlainRequest(request);
    } catch (error) {
      refusal = error;
      throw error;
    }
    const agent = await agentFor(new URL(`${request.protocol}//${request.hostname}:${request.port ?? ""}`));
    if (agent === undefined) return readable(await direct.handle(request, options));
    const handler = handlers.get(agent) ?? new NodeHttpHandler({ ...limits, httpsAgent: agent as never });
    handlers.set(agent, handler);
    return readable(await handler.handle(request, options));
  };
  return {
    metadata: direct.metadata,
    handle,
    agentFor: (url) => agentFor(new URL(url)),
    refusal: () => refusal,
    destroy: () => [direct, ...handlers.values()].forEach((one) => one.destroy()),
    updateHttpClientConfig: (key, value) => direct.updateHttpClientConfig(key, value),
    httpHandlerConfigs: () => direct.httpHandlerConfigs(),
  };
}

/** The response; of an error or a web page, the SDK reads only the beginning. */
function readable(result: Awaited<ReturnType<Handle>>): Awaited<ReturnType<Handle>> {
  const { response } = result;
  if (response.statusCode >= 400) response.body = shortBody(response.body);
  else if (response.headers["content-type"]?.startsWith("text/html") === true) response.body = shortPage(response.body);
  return result;
}

/** Loaded by those who have a proxy only. */
async function agentThrough(proxy: string): Promise<Agent> {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return new HttpsProxyAgent(proxy, { keepAlive: true });
}

/** The agent by which the clients reach that URL, for a request of our own. */
export async function agentOf({ apigateway }: Pick<Clients, "apigateway">, url: string): Promise<Agent | undefined> {
  return (apigateway.config.requestHandler as Partial<Outward>).agentFor?.(url);
}
