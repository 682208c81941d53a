import { phases } from "../execute-api/trail/phases.ts";
import type { WireRequest } from "../http/wire.ts";
import type { Kept, RequestRow } from "../page/api/request-row.ts";
import { ByteRing } from "./byte-ring.ts";
import { pack } from "./pack.ts";
import { Packed } from "./packed.ts";
import type { Rings } from "./packed.ts";
import type { Exchanged, Recorded } from "./recorded.ts";
import { isProbe, requestRow } from "./request-row.ts";
import type { RowWords } from "./request-row.ts";
import { unpack } from "./unpack.ts";

/** How much is kept. */
export interface Limits {
  readonly requests: number;
  /** Of memory. */
  readonly bytes: number;
}

const most: Limits = { requests: 1000, bytes: 16_000_000 };

/** Objects of a request. */
const OVERHEAD = 500;

/** Told of what happens; has to be quick. */
export interface Watcher {
  /** A request was added. */
  request(): void;
  /** All requests were forgotten. */
  cleared(): void;
  /** The control plane has changed an API. */
  apis(): void;
}

/** A request that is sent by this program: again for another one, and its number once it is recorded. */
interface Sent {
  readonly replayOf: number | undefined;
  id?: number;
}

/** The last requests to the endpoints. The oldest bodies go first, and then the oldest requests. */
export class Recorder {
  readonly watchers = new Set<Watcher>();
  readonly sent = new WeakMap<WireRequest, Sent>();
  readonly #limits: Limits;
  readonly #ring: (Packed | undefined)[];
  readonly #words: RowWords;
  readonly #rings: Rings = { heads: new ByteRing(), bodies: new ByteRing() };
  /** When the phases of each ended, one request after the other. */
  readonly #ends: Int32Array;
  #from = 1;
  #bodiesFrom = 1;
  #next = 1;
  #bytes = 0;

  constructor(words: RowWords = {}, limits: Limits = most) {
    this.#limits = limits;
    this.#ring = Array.from({ length: limits.requests });
    this.#words = words;
    this.#ends = new Int32Array(limits.requests * phases.length);
  }

  /** Records a request, and gives its number. */
  add(exchanged: Exchanged): number {
    const id = this.#next++;
    const sent = this.sent.get(exchanged.request);
    if (sent !== undefined) sent.id = id;
    if (id - this.#from >= this.#limits.requests) this.#dropOldest();
    const place = id % this.#limits.requests;
    const packed = (this.#ring[place] ??= new Packed());
    pack(packed, this.#rings, exchanged, id, sent?.replayOf);
    this.#ends.set(exchanged.trace.ends, place * phases.length);
    this.#bytes += packed.bodiesLength + packed.restLength + OVERHEAD;
    if (this.#bytes > this.#limits.bytes) this.#makeRoom();
    for (const watcher of this.watchers) watcher.request();
    return id;
  }

  /** The request of that number; undefined when it is gone or was never there. */
  get(id: number): Recorded | undefined {
    const packed = this.#packed(id);
    return packed && unpack(packed, this.#rings, this.#endsOf(id));
  }

  /** The request as it stands in the list. */
  row(recorded: Recorded): RequestRow {
    return requestRow(recorded, this.#words);
  }

  /** Those that are kept with a greater number than that, oldest first; at most so many of the latest. */
  after(id: number, limit = Infinity): readonly Recorded[] {
    const first = Math.max(this.#from, id + 1, this.#next - limit);
    const ids = Array.from({ length: Math.max(0, this.#next - first) }, (_, at) => first + at);
    return ids.flatMap((one) => this.get(one) ?? []);
  }

  /** The latest request that is no probe. */
  get lastRequest(): Recorded | undefined {
    for (let id = this.last; id >= this.#from; id--) {
      const found = this.get(id);
      if (found !== undefined && !isProbe(found.request, this.#words)) return found;
    }
    return undefined;
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
    while (this.#from < this.#next) this.#dropOldest();
    for (const watcher of this.watchers) watcher.cleared();
  }

  /** An API was changed. */
  apisChanged(): void {
    for (const watcher of this.watchers) watcher.apis();
  }

  #packed(id: number): Packed | undefined {
    const found = this.#ring[id % this.#limits.requests];
    return found?.id === id ? found : undefined;
  }

  #endsOf(id: number): readonly number[] {
    const first = (id % this.#limits.requests) * phases.length;
    return [...this.#ends.subarray(first, first + phases.length)];
  }

  #makeRoom(): void {
    while (this.#bytes > this.#limits.bytes && this.#bodiesFrom < this.#next) this.#dropBodies();
    while (this.#bytes > this.#limits.bytes && this.#from < this.#next) this.#dropOldest();
  }

  #dropBodies(): void {
    const packed = this.#packed(this.#bodiesFrom++);
    if (packed === undefined) return;
    packed.row = { ...this.row(unpack(packed, this.#rings, this.#endsOf(packed.id))), gone: true };
    this.#bytes -= packed.bodiesLength;
    this.#rings.bodies.release(packed.bodiesEnd);
    packed.body.forget();
    packed.answer.forget();
  }

  #dropOldest(): void {
    const packed = this.#packed(this.#from++);
    this.#bodiesFrom = Math.max(this.#bodiesFrom, this.#from);
    if (packed === undefined) return;
    this.#bytes -= packed.bodiesLength + packed.restLength + OVERHEAD;
    this.#rings.heads.release(packed.headAt + packed.headLength);
    this.#rings.bodies.release(packed.bodiesEnd);
    packed.forget();
  }
}
