import { agentOf } from "../../../aws/http/outward.ts";
import { post, type HttpAnswer } from "../../../aws/http/post.ts";
import type { Session } from "../../session.ts";
import { callerOf } from "../../endpoint/caller.ts";
import type { Sent } from "./match-records.ts";

/** Concurrent requests. */
const most = 16;

/** Milliseconds for which API Gateway may answer 403 to a new API key. */
const freshness = 60_000;

export interface Posted {
  /** The events with a response, in their order. */
  readonly sent: readonly Sent[];
  /** The number of requests without a response. */
  readonly unanswered: number;
  /** Why sending ended early: Ctrl-C, or an endpoint that is gone. */
  readonly halt: unknown;
}

export interface PostOptions {
  readonly contentType: string;
  /** Requests per second; as fast as they are answered when undefined. */
  readonly rate: number | undefined;
  /** Headers that the caller would not send by itself. */
  readonly more?: Readonly<Record<string, string>>;
}

/** POSTs events, some concurrently, and stops at the first without a response. */
export async function postEvents(
  session: Session,
  url: string,
  events: readonly Uint8Array[],
  { contentType, rate, more = {} }: PostOptions,
): Promise<Posted> {
  const { clock, signal, report } = session;
  const [caller, agent] = [await callerOf(session, url, contentType), await agentOf(session.clients, url)];
  const begin = clock.now();
  const sent: Sent[] = [];
  let [next, unanswered, halt, told] = [0, 0, undefined as unknown, false];
  const one = async (index: number): Promise<void> => {
    const bytes = events[index]!;
    const wait = rate === undefined ? 0 : begin + (index * 1_000) / rate - clock.now();
    if (wait > 0) await clock.sleep(wait, signal);
    signal.throwIfAborted();
    const call = async (): Promise<HttpAnswer> => {
      const headers = { ...(await caller.headers(bytes)), ...more };
      unanswered += 1;
      const answer = await post(url, bytes, { headers, agent, signal, keepAlive: true });
      unanswered -= 1;
      return answer;
    };
    let start = clock.now();
    let answer = await call();
    while (isUnknownKey(answer) && clock.now() - (caller.key?.made ?? 0) < freshness) {
      if (!told) report.event({ type: "wait", text: "waiting until API Gateway accepts the new API key" });
      told = true;
      await clock.sleep(1_000, signal);
      start = clock.now();
      answer = await call();
    }
    sent[index] = { bytes, start, answer, answeredMs: clock.now() - start };
    if (events.length > 1) report.event({ type: "progress", text: `sent ${index + 1} of ${events.length}` });
  };
  const worker = async (): Promise<void> => {
    while (next < events.length && halt === undefined) await one(next++).catch((error: unknown) => (halt ??= error));
  };
  await Promise.all(Array.from({ length: Math.min(most, events.length) }, worker));
  return { sent: sent.filter(() => true), unanswered, halt };
}

/** Is this a refused API key? A resource policy answers AccessDeniedException. */
function isUnknownKey({ status, headers }: HttpAnswer): boolean {
  return status === 403 && String(headers["x-amzn-errortype"]).startsWith("ForbiddenException");
}
