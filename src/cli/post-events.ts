import { apiKeyValue } from "../aws/api-key.ts";
import { post } from "../aws/post.ts";
import { signed } from "../aws/sign.ts";
import { need } from "../core/need.ts";
import { locate } from "../core/run.ts";
import { key, method } from "../steps/index.ts";
import type { Session } from "./app.ts";
import type { Sent } from "./sent-events.ts";

/** Requests under way at the same time. */
const most = 16;

export interface Posted {
  /** What was answered, in the order of the events. */
  readonly sent: readonly Sent[];
  /** How many requests got no answer. */
  readonly unanswered: number;
  /** Why no more were sent: Ctrl-C, or an endpoint that is gone. */
  readonly halt: unknown;
}

export interface PostOptions {
  readonly contentType: string;
  /** Requests a second; as fast as they are answered when undefined. */
  readonly rate: number | undefined;
}

/** POSTs events, some at a time, and stops at the first that gets no answer. */
export async function postEvents(
  session: Session,
  url: string,
  events: readonly Uint8Array[],
  { contentType, rate }: PostOptions,
): Promise<Posted> {
  const { clock, signal, report } = session;
  const headersOf = await credentials(session, url, contentType);
  const begin = clock.now();
  const sent: Sent[] = [];
  let [next, unanswered, halt] = [0, 0, undefined as unknown];
  const one = async (index: number): Promise<void> => {
    const bytes = events[index]!;
    const wait = rate === undefined ? 0 : begin + (index * 1_000) / rate - clock.now();
    if (wait > 0) await clock.sleep(wait, signal);
    signal.throwIfAborted();
    const headers = await headersOf(bytes);
    const start = clock.now();
    unanswered += 1;
    const answer = await post(url, bytes, { headers, signal, keepAlive: true });
    unanswered -= 1;
    sent[index] = { bytes, start, answer, answeredMs: clock.now() - start };
    if (events.length > 1) report.event({ type: "progress", text: `sent ${index + 1} of ${events.length}` });
  };
  const worker = async (): Promise<void> => {
    while (next < events.length && halt === undefined) await one(next++).catch((error: unknown) => (halt ??= error));
  };
  await Promise.all(Array.from({ length: Math.min(most, events.length) }, worker));
  return { sent: sent.filter(() => true), unanswered, halt };
}

async function credentials(session: Session, url: string, contentType: string) {
  const plain = { "content-type": contentType };
  const { authorization, apiKeyRequired } = need(session, method);
  if (apiKeyRequired) await locate([key], session);
  const value = apiKeyRequired ? await apiKeyValue(session, need(session, key).ids.id) : undefined;
  const headers = value === undefined ? plain : { ...plain, "x-api-key": value };
  return async (body: Uint8Array): Promise<Record<string, string>> =>
    authorization === "AWS_IAM" ? signed(session, url, headers, body) : headers;
}
