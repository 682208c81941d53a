import { unless } from "../../../aws/faults.ts";
import { need } from "../../../engine/need.ts";
import { locate } from "../../../engine/run/up.ts";
import { JSON_TYPES } from "../../../mapping/content-types.ts";
import { api, batch as batchStep, method, stream } from "../../../steps/index.ts";
import { secretsOf } from "../../../steps/route/secrets.ts";
import { beyondEndpoint } from "../../../mapping/response/refused-words.ts";
import { proxyUrl } from "../../endpoint/proxy-url.ts";
import type { Session } from "../../session.ts";
import { watchArrivals } from "./watch-arrivals.ts";
import { batchEvents, batchOf, batchPath, splitBatch } from "./batch-body.ts";
import { postEvents } from "./post-events.ts";
import type { SendOptions } from "./send-options.ts";
import { accepted, sendReport } from "./send-report.ts";
import { matchRecords } from "./match-records.ts";

/** Milliseconds to wait for a record after the last response; less after a send that ended early. */
const patience = { whole: 30_000, broken: 2_000 };

/** POSTs events, waits until their records are in the stream, and reports where they are and how long it took. */
export async function runSend(session: Session, given: readonly Uint8Array[], options: SendOptions): Promise<void> {
  await locate(options.batch ? [api, method, batchStep] : [api, method], session);
  need(session, api);
  const { config } = session;
  const { batch, count, rate } = options;
  const path = batch ? batchPath(config) : config.path;
  const url = (proxyUrl(session, path) ?? "").replace(/\{[^}]*\}/g, "sample");
  const events = batch ? batchEvents(given, config) : given;
  const request = batch ? batchOf(events, config) : undefined;
  const bodies = request === undefined ? events : [request.body];
  const all = Array.from({ length: bodies.length * count }, (_, index) => bodies[index % bodies.length]!);
  const [usual = "application/json"] = request === undefined ? (config.accept ?? JSON_TYPES) : [request.contentType];
  const { contentType = usual } = options;
  if (all.length > 1) session.report.event({ type: "note", text: `Sending ${all.length} events to ${url}` });
  const beyond = beyondEndpoint(Math.max(0, ...bodies.map((one) => one.byteLength)));
  if (beyond !== undefined) session.report.event({ type: "warning", text: beyond });
  await using arrivals = await watchArrivals(session);
  const answering = `waiting for the answer of ${url}`;
  const posted = await saying(
    session,
    answering,
    postEvents(session, url, all, { contentType, rate, more: keyOf(session) }),
  );
  const sent = batch ? posted.sent.flatMap((one) => splitBatch(one, events)) : posted.sent;
  const stored = sent.filter(accepted);
  // What was refused for its size is told how large a record of this stream may be.
  if (sent.some((one) => !accepted(one) && one.bytes.byteLength > 1_048_576))
    await unless(["AccessDenied"], () => locate([stream], session));
  const ms = posted.halt === undefined ? patience.whole : patience.broken;
  const arriving = `waiting until ${all.length > 1 ? "the records are" : "the record is"} in the stream (${ms / 1_000} s at most)`;
  const search = arrivals.until(ms, (arrived) => matchRecords(stored, arrived));
  const { found, failure } = await saying(session, arriving, search);
  const halt = posted.halt ?? failure;
  const asked = events.length * count;
  sendReport(session, { url, contentType, asked, ...posted, sent, halt, stored, found, patience: ms });
}

/** The access key of Firehose's deliveries, as it is given or deployed. */
function keyOf({ config, known }: Session): Readonly<Record<string, string>> {
  const found = known.get(batchStep)?.facts.integration;
  const key = config.firehoseKey?.value ?? secretsOf(found).firehoseKey;
  return key ? { "x-amz-firehose-access-key": key } : {};
}

/** Reports a wait that takes more than two seconds. */
async function saying<T>({ clock, report }: Session, text: string, work: Promise<T>): Promise<T> {
  const stop = new AbortController();
  clock.sleep(2_000, stop.signal).then(
    () => report.event({ type: "wait", text }),
    () => undefined,
  );
  return work.finally(() => stop.abort());
}
