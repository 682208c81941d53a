import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { apiKeyValue } from "../aws/api-key.ts";
import { post, type Answer } from "../aws/post.ts";
import { signed } from "../aws/sign.ts";
import { CliError, UsageError } from "../core/errors.ts";
import { locate } from "../core/run.ts";
import { need } from "../core/need.ts";
import { SAMPLE_EVENT } from "../mapping/sample-event.ts";
import type { StreamRecord } from "../records/stream-record.ts";
import { tail } from "../records/tail.ts";
import type { IO } from "../report/io.ts";
import { api, key, method } from "../steps/index.ts";
import { proxyUrl } from "./answer.ts";
import type { Session } from "./app.ts";
import { reason } from "./reason.ts";

/** How long a record may take into the stream, in milliseconds. */
const patience = 30_000;

/** The bytes to send: the sample event, a file's, or standard input's for "-". */
export async function bodyOf(io: IO, file: string | undefined): Promise<Uint8Array> {
  if (file === undefined) return Buffer.from(SAMPLE_EVENT);
  if (file === "-") {
    const chunks: Uint8Array[] = [];
    for await (const chunk of io.stdin) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reason(error)}.`);
  }
}

/** POSTs one event, waits until its record is in the stream, and tells where it is and how long it took. */
export async function sendEvent(session: Session, body: Uint8Array): Promise<void> {
  const { clock, report } = session;
  await locate([api, method], session);
  need(session, api);
  const url = proxyUrl(session) ?? "";
  const headers = await credentials(session, url, body);
  await using arrivals = await watch(session);
  const start = clock.now();
  const answer = await post(url, body, { headers, signal: session.signal });
  if (answer.status < 200 || answer.status > 299) throw refused(url, answer);
  const record = await arrivals.find((one) => isFor(one, answer, body));
  const latencyMs = clock.now() - start;
  if (record === undefined)
    throw new CliError(`${url} answered ${answer.status}, but the record did not come in ${patience / 1_000} s.`, {
      hint: 'Run "kinesis-proxy status" to see whether the stage serves what is configured.',
    });
  const { shardId, sequenceNumber, partitionKey } = record;
  report.result({ status: answer.status, shardId, sequenceNumber, partitionKey, latencyMs, answer: answer.body }, [
    `${answer.status} ${shardId} ${sequenceNumber} ${latencyMs} ms`,
  ]);
}

/** The partition key is the id by which API Gateway names the request in its answer; an emulator may have none. */
function isFor(record: StreamRecord, answer: Answer, body: Uint8Array): boolean {
  const id = answer.headers["x-amz-apigw-id"];
  if (id !== undefined && record.partitionKey === id) return true;
  return Buffer.compare(record.bytes, body.byteLength === 0 ? Buffer.from("{}") : body) === 0;
}

async function credentials(session: Session, url: string, body: Uint8Array): Promise<Record<string, string>> {
  const plain = { "content-type": "application/json" };
  const { authorization, apiKeyRequired } = need(session, method);
  if (apiKeyRequired) await locate([key], session);
  const value = apiKeyRequired ? await apiKeyValue(session, need(session, key).ids.id) : undefined;
  const headers = value === undefined ? plain : { ...plain, "x-api-key": value };
  return authorization === "AWS_IAM" ? signed(session, url, headers, body) : headers;
}

/** Reads what arrives from now on. */
async function watch(session: Session) {
  const { clients, config, clock, signal, report } = session;
  const stop = new AbortController();
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
  const first = records.next();
  await Promise.race([ready, first]);
  const search = async (fits: (record: StreamRecord) => boolean): Promise<StreamRecord | undefined> => {
    for (let one = await first; one.done !== true; one = await records.next()) if (fits(one.value)) return one.value;
    return undefined;
  };
  return {
    find: (fits: (record: StreamRecord) => boolean) =>
      Promise.race([search(fits), clock.sleep(patience, stop.signal).then(() => undefined)]),
    async [Symbol.asyncDispose]() {
      first.catch(() => undefined);
      stop.abort();
    },
  };
}

function refused(url: string, { status, body }: Answer): CliError {
  const hint =
    status === 403
      ? 'Is this machine allowed ("kinesis-proxy allow-ips --list"), and is it deployed ("kinesis-proxy status")?'
      : 'Run "kinesis-proxy status" to see what is there.';
  return new CliError(`${url} answered ${status}: ${body.trim().slice(0, 200) || "(nothing)"}`, { hint });
}
