import type { Context } from "../../engine/context.ts";
import type { Clients } from "../clients.ts";
import { agentOf } from "../http/outward.ts";
import { PROBE_AGENT } from "./probe-agent.ts";
import { post, type HttpAnswer } from "../http/post.ts";

/** What the probe needs of a run. */
export type Prober = Pick<
  Context<{ readonly endpoint: string | undefined; readonly auth: "NONE" | "AWS_IAM" }, Clients>,
  "config" | "clients" | "identity" | "clock" | "signal" | "report"
>;

/** What is asked: an endpoint, in a way for which it asks Kinesis for what that checks and then refuses. */
export interface Probe {
  /** With the query that keeps the request from becoming a record: API Gateway's own test looks at no content type. */
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
  /** How the message begins by which the endpoint says that Kinesis has refused: this is what success looks like. */
  readonly refused: string;
  /** What a caller sends who may call: the content type, and the key or the signature that the endpoint wants. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** A key is among the headers. */
  readonly keyed: boolean;
  /** Callers must send a key. */
  readonly keyRequired: boolean;
  readonly restApiId: string;
  readonly resourceId: string;
}

/** The answer to one probe; a code such as ECONNREFUSED where there is none. */
export async function knock({ url, body, headers }: Probe, ctx: Prober) {
  try {
    const [sent, agent] = [await headers(), await agentOf(ctx.clients, url)];
    return await post(url, body, {
      headers: { ...sent, "user-agent": PROBE_AGENT },
      agent,
      signal: ctx.signal,
      timeout: 31_000,
    });
  } catch (error) {
    ctx.signal.throwIfAborted();
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return code;
  }
}

/** Does API Gateway's own throttle refuse? Kinesis' is told in other words. */
export function isThrottled({ status, body }: HttpAnswer): boolean {
  return status === 429 && message(body) === "Too Many Requests";
}

/** API Gateway says in JSON what it cannot do, and refuses what it does not know with 403. */
export function isForeign({ status, body }: HttpAnswer): boolean {
  return [404, 405, 501].includes(status) || (body !== "" && parsed(body) === undefined);
}

/** The message that API Gateway gives its refusals; "" for none. */
export function message(body: string): string {
  // As Firehose wants it of an endpoint: errorMessage.
  const { message, Message, errorMessage } = (parsed(body) ?? {}) as Partial<
    Record<"message" | "Message" | "errorMessage", string>
  >;
  return message ?? Message ?? errorMessage ?? "";
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return undefined;
  }
}
