import { need } from "../core/need.ts";
import { locate } from "../core/run.ts";
import { contentTypes } from "../mapping/content-types.ts";
import { api, method } from "../steps/index.ts";
import { proxyUrl } from "./answer.ts";
import type { Session } from "./app.ts";
import { watchArrivals } from "./arrivals.ts";
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
}

/** POSTs events, waits until their records are in the stream, and tells where they are and how long it took. */
export async function sendEvents(session: Session, events: readonly Uint8Array[], options: SendOptions): Promise<void> {
  await locate([api, method], session);
  need(session, api);
  const url = (proxyUrl(session) ?? "").replace(/\{[^}]*\}/g, "sample");
  const all = Array.from({ length: events.length * options.count }, (_, index) => events[index % events.length]!);
  const [usual = "application/json"] = contentTypes(session.config.accept ?? ["json"]);
  const { contentType = usual, rate } = options;
  await using arrivals = await watchArrivals(session);
  const posted = await postEvents(session, url, all, { contentType, rate });
  const stored = posted.sent.filter(accepted);
  const ms = posted.halt === undefined ? patience.whole : patience.broken;
  const { found, failure } = await arrivals.until(ms, (arrived) => matched(stored, arrived));
  const halt = posted.halt ?? failure;
  tellSending(session, { url, contentType, asked: all.length, ...posted, halt, stored, found, patience: ms });
}
