import { apiKeyValue } from "../aws/api-key.ts";
import { post } from "../aws/post.ts";
import { signed } from "../aws/sign.ts";
import { CliError } from "../core/errors.ts";
import { locate } from "../core/run.ts";
import { need } from "../core/need.ts";
import { tail } from "../records/tail.ts";
import { api, key, method } from "../steps/index.ts";
import { proxyUrl } from "./answer.ts";
import type { Session } from "./app.ts";
import { matched, percentiles, type Arrived, type Sent } from "./sent-events.ts";

/** How long a record may take into the stream after the last answer, in milliseconds. */
const patience = 30_000;
/** Requests under way at the same time. */
const most = 16;

export interface SendOptions {
  /** How often the events are sent, all of them. */
  readonly count: number;
  /** Requests a second; as fast as they are answered when undefined. */
  readonly rate: number | undefined;
  readonly contentType: string;
}

/** POSTs events, waits until their records are in the stream, and tells where they are and how long it took. */
export async function sendEvents(session: Session, events: readonly Uint8Array[], options: SendOptions): Promise<void> {
  await locate([api, method], session);
  need(session, api);
  const url = (proxyUrl(session) ?? "").replace(/\{[^}]*\}/g, "sample");
  const all = Array.from({ length: events.length * options.count }, (_, index) => events[index % events.length]!);
  const headersOf = await credentials(session, url, options.contentType);
  await using arrivals = await watch(session);
  const sent = await postAll(session, url, all, options, headersOf);
  const stored = sent.filter(({ answer }) => answer.status >= 200 && answer.status < 300);
  const found = await arrivals.until((arrived) => matched(stored, arrived));
  if (all.length === 1) return one(session, url, sent[0]!, found[0]);
  return many(session, url, sent, stored, found);
}

function one({ report }: Session, url: string, sent: Sent, arrived: Arrived | undefined): void {
  const { answer } = sent;
  if (answer.status < 200 || answer.status > 299) throw refused(url, sent);
  if (arrived === undefined) throw missing(url, `answered ${answer.status}, but the record`);
  const { shardId, sequenceNumber, partitionKey } = arrived.record;
  const latencyMs = arrived.at - sent.start;
  report.result({ status: answer.status, shardId, sequenceNumber, partitionKey, latencyMs, answer: answer.body }, [
    `${answer.status} ${shardId} ${sequenceNumber} ${latencyMs} ms`,
  ]);
}

function many(
  { report }: Session,
  url: string,
  sent: readonly Sent[],
  stored: readonly Sent[],
  found: readonly (Arrived | undefined)[],
): void {
  const latencies = stored.flatMap((each, index) => (found[index] === undefined ? [] : [found[index].at - each.start]));
  const statuses: Record<string, number> = {};
  for (const { answer } of sent) statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
  const [answered, arrived] = [percentiles(sent.map(({ answeredMs }) => answeredMs)), percentiles(latencies)];
  const lost = stored.length - latencies.length;
  const line = (name: string, p: typeof answered): string =>
    `${name} p50 ${p.p50} ms, p90 ${p.p90} ms, p99 ${p.p99} ms, max ${p.max} ms`;
  const counts = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`);
  report.result(
    {
      sent: sent.length,
      statuses,
      inStream: latencies.length,
      missing: lost,
      answeredMs: answered,
      latencyMs: arrived,
    },
    [
      `${sent.length} sent (${counts.join(", ")}), ${latencies.length} in the stream`,
      line("answered:     ", answered),
      ...(latencies.length > 0 ? [line("in the stream:", arrived)] : []),
    ],
  );
  if (lost > 0) throw missing(url, `answered 2xx, but ${lost} of ${stored.length} records`);
  const bad = sent.find(({ answer }) => answer.status < 200 || answer.status > 299);
  if (bad !== undefined) throw refused(url, bad);
}

async function postAll(
  session: Session,
  url: string,
  events: readonly Uint8Array[],
  { rate }: SendOptions,
  headersOf: (body: Uint8Array) => Promise<Record<string, string>>,
): Promise<readonly Sent[]> {
  const { clock, signal, report } = session;
  const begin = clock.now();
  const sent: Sent[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < events.length) {
      const index = next++;
      const bytes = events[index]!;
      const wait = rate === undefined ? 0 : begin + (index * 1_000) / rate - clock.now();
      if (wait > 0) await clock.sleep(wait, signal);
      signal.throwIfAborted();
      const headers = await headersOf(bytes);
      const start = clock.now();
      const answer = await post(url, bytes, { headers, signal, keepAlive: true });
      sent[index] = { bytes, start, answer, answeredMs: clock.now() - start };
      if (events.length > 1) report.event({ type: "progress", text: `sent ${index + 1} of ${events.length}` });
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, events.length) }, worker));
  return sent;
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

/** Reads what arrives from now on. */
async function watch(session: Session) {
  const { clients, config, clock, signal, report } = session;
  const stop = new AbortController();
  const arrived: Arrived[] = [];
  let onReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => (onReady = resolve));
  const records = tail(clients.kinesis, {
    streamName: config.streamName,
    position: { type: "latest" },
    clock,
    signal: AbortSignal.any([signal, stop.signal]),
    report,
    eager: true,
    onReady,
  });
  const reading = (async () => {
    for await (const record of records) arrived.push({ record, at: clock.now() });
  })();
  await Promise.race([ready, reading]);
  return {
    /** Looks at what has arrived until everything is found, or the time is up. */
    async until<T>(
      match: (arrived: readonly Arrived[]) => readonly (T | undefined)[],
    ): Promise<readonly (T | undefined)[]> {
      const end = clock.now() + patience;
      for (;;) {
        const found = match(arrived);
        if (clock.now() >= end || found.every((each) => each !== undefined)) return found;
        await Promise.race([clock.sleep(50, signal), reading]);
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await reading.catch(() => undefined);
    },
  };
}

function missing(url: string, what: string): CliError {
  return new CliError(`${url} ${what} did not come in ${patience / 1_000} s.`, {
    hint: 'Run "kinesis-proxy status" to see whether the stage serves what is configured.',
  });
}

function refused(url: string, { answer: { status, body } }: Sent): CliError {
  const hint =
    status === 403
      ? 'Is this machine allowed ("kinesis-proxy allow-ips --list"), and is it deployed ("kinesis-proxy status")?'
      : 'Run "kinesis-proxy status" to see what is there.';
  return new CliError(`${url} answered ${status}: ${body.trim().slice(0, 200) || "(nothing)"}`, { hint });
}
