import type { Call } from "../execute-api/call.ts";
import type { Trace } from "../execute-api/trace.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import type { Kept, RequestRow } from "../page/api/request-row.ts";
import type { Recorded, Target } from "./recorded.ts";
import { requestRow } from "./request-row.ts";
import type { RowWords } from "./request-row.ts";

/** How much is kept. */
export interface Limits {
  readonly requests: number;
  /** Of memory. */
  readonly bytes: number;
}

const most: Limits = { requests: 1000, bytes: 16 * 1_048_576 };

/** Objects around a request. */
const OVERHEAD = 2_000;

/** Told of what happens; has to be quick. */
export interface Watcher {
  /** A request was added. */
  request(): void;
  /** All requests were forgotten. */
  cleared(): void;
  /** The control plane has changed an API. */
  apis(): void;
}

/** A request with its answer, to be recorded. */
export interface Exchanged {
  readonly request: WireRequest;
  readonly target: Target;
  readonly trace: Trace<Call>;
  readonly response: WireResponse;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The last requests to the endpoints. The oldest bodies go first, and then the oldest requests. */
export class Recorder {
  readonly watchers = new Set<Watcher>();
  /** The request that another one is sent again for, by that one. */
  readonly replays = new WeakMap<WireRequest, number>();
  readonly #limits: Limits;
  readonly #ring: (Recorded | undefined)[];
  readonly #words: RowWords;
  #from = 1;
  #bodiesFrom = 1;
  #next = 1;
  #bytes = 0;

  constructor(words: RowWords = {}, limits: Limits = most) {
    this.#limits = limits;
    this.#ring = Array.from({ length: limits.requests });
    this.#words = words;
  }

  /** Records a request. */
  add({ request, target, trace, response, at }: Exchanged): Recorded {
    const id = this.#next++;
    const replayOf = this.replays.get(request);
    const bodies = sizeOf(request, trace, response);
    const recorded = {
      id,
      at,
      request,
      target,
      trace,
      response,
      ms: trace.ms,
      replayOf,
      bodies,
      rest: headOf(request),
    };
    const { call } = trace;
    if (call !== undefined) {
      // Both can be made again.
      call.trail.context = undefined;
      call.log = undefined;
    }
    if (id - this.#from >= this.#limits.requests) this.#dropOldest();
    this.#ring[id % this.#limits.requests] = recorded;
    this.#bytes += bodies + recorded.rest;
    if (this.#bytes > this.#limits.bytes) this.#makeRoom();
    for (const watcher of this.watchers) watcher.request();
    return recorded;
  }

  /** The request of that number; undefined when it is gone or was never there. */
  get(id: number): Recorded | undefined {
    const found = this.#ring[id % this.#limits.requests];
    return found?.id === id ? found : undefined;
  }

  /** The request as it stands in the list. */
  row(recorded: Recorded): RequestRow {
    return requestRow(recorded, this.#words);
  }

  /** Those that are kept with a greater number than that, oldest first. */
  after(id: number): readonly Recorded[] {
    const found: Recorded[] = [];
    for (let at = Math.max(this.#from, id + 1); at < this.#next; at++) {
      const one = this.get(at);
      if (one !== undefined) found.push(one);
    }
    return found;
  }

  /** Are the bodies of the request gone? */
  isGone({ id }: Recorded): boolean {
    return id < this.#bodiesFrom;
  }

  /** The latest request that is no probe. */
  get lastRequest(): Recorded | undefined {
    return this.after(0).findLast(({ request }) => request.headers["content-type"] !== this.#words.probeType);
  }

  /** Number of the latest request, 0 before the first. */
  get last(): number {
    return this.#next - 1;
  }

  /** What is still there. */
  get kept(): Kept {
    const { requests: mostRequests, bytes: mostBytes } = this.#limits;
    return { from: this.#from, bodiesFrom: this.#bodiesFrom, bytes: this.#bytes, mostBytes, mostRequests };
  }

  /** Forgets all requests. */
  clear(): void {
    this.#ring.fill(undefined);
    this.#from = this.#bodiesFrom = this.#next;
    this.#bytes = 0;
    for (const watcher of this.watchers) watcher.cleared();
  }

  /** An API was changed. */
  apisChanged(): void {
    for (const watcher of this.watchers) watcher.apis();
  }

  #makeRoom(): void {
    while (this.#bytes > this.#limits.bytes && this.#bodiesFrom < this.#next) this.#dropBodies();
    while (this.#bytes > this.#limits.bytes && this.#from < this.#next) this.#dropOldest();
  }

  #dropBodies(): void {
    const recorded = this.get(this.#bodiesFrom++);
    if (recorded === undefined || recorded.bodies === 0) return;
    recorded.row = { ...this.row(recorded), gone: true };
    this.#bytes -= recorded.bodies;
    recorded.bodies = 0;
    recorded.request = { ...recorded.request, body: nothing };
    recorded.response = { ...recorded.response, body: nothing };
    const { trace } = recorded;
    trace.response = recorded.response;
    if (trace.call === undefined) return;
    const { answer } = trace.call.trail;
    const trail =
      answer === undefined ? trace.call.trail : { ...trace.call.trail, answer: { ...answer, body: nothing } };
    trace.call = { ...trace.call, request: recorded.request, trail };
  }

  #dropOldest(): void {
    const place = this.#from % this.#limits.requests;
    const recorded = this.#ring[place];
    this.#ring[place] = undefined;
    this.#from++;
    this.#bodiesFrom = Math.max(this.#bodiesFrom, this.#from);
    if (recorded !== undefined) this.#bytes -= recorded.bodies + recorded.rest;
  }
}

const nothing = Buffer.alloc(0);

function sizeOf(request: WireRequest, { call }: Trace<Call>, response: WireResponse): number {
  return memoryOf(request.body) + memoryOf(response.body) + memoryOf(call?.trail.answer?.body ?? "");
}

/** Bytes that are a part of others keep all of them. */
function memoryOf(body: string | Buffer): number {
  if (body.length === 0) return 0;
  return typeof body === "string" ? body.length : body.buffer.byteLength;
}

/** Each header is there by its name too. */
function headOf({ path, query, rawHeaders }: WireRequest): number {
  let size = OVERHEAD + path.length + query.length;
  for (const part of rawHeaders) size += 2 * part.length;
  return size;
}
