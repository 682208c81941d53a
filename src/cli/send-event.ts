import { need } from "../core/need.ts";
import { locate } from "../core/run.ts";
import { contentTypes } from "../mapping/content-types.ts";
import { api, method } from "../steps/index.ts";
import { proxyUrl } from "./answer.ts";
import type { Session } from "./app.ts";
import { watchArrivals } from "./arrivals.ts";
import { batchOf, batchPath, eachOf } from "./batch-event.ts";
import { postEvents } from "./post-events.ts";
import { accepted, tellSending } from "./sending.ts";
import { matched } from "./sent-events.ts";

/** How long a record may take into the stream after the last answer, in milliseconds; less after a send that broke off. */
const patience = { whole: 30_000, broken: 2_000 };

export interface SendOptions {
  /** How often the events are sent, all of them. */
  readonly count: number;
  /** Requests a second; as fast as they are answered when undefined. */
  readonly rate: number | undefined;
  /** The first that the endpoint takes when undefined. */
  readonly contentType: string | undefined;
  /** In one request, to the batch route. */
  readonly batch: boolean;
}

/** POSTs events, waits until their records are in the stream, and tells where they are and how long it took. */
export async function sendEvents(session: Session, events: readonly Uint8Array[], options: SendOptions): Promise<void> {
  await locate([api, method], session);
  need(session, api);
  const { config } = session;
  const { batch, count, rate } = options;
  const path = batch ? batchPath(config) : config.path;
  const url = (proxyUrl(session, path) ?? "").replace(/\{[^}]*\}/g, "sample");
  const bodies = batch ? [batchOf(events)] : events;
  const all = Array.from({ length: bodies.length * count }, (_, index) => bodies[index % bodies.length]!);
  const [usual = "application/json"] = batch ? [] : contentTypes(config.accept ?? ["json"]);
  const { contentType = usual } = options;
  await using arrivals = await watchArrivals(session);
  const posted = await postEvents(session, url, all, { contentType, rate });
  const sent = batch ? posted.sent.flatMap((one) => eachOf(one, events)) : posted.sent;
  const stored = sent.filter(accepted);
  const ms = posted.halt === undefined ? patience.whole : patience.broken;
  const { found, failure } = await arrivals.until(ms, (arrived) => matched(stored, arrived));
  const halt = posted.halt ?? failure;
  const asked = events.length * count;
  tellSending(session, { url, contentType, asked, ...posted, sent, halt, stored, found, patience: ms });
}
