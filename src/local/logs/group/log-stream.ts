/** A log event as it is kept. */
export interface KeptEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
  /** Counts all events of the region: of two with one timestamp the later one has the higher number. */
  readonly sequence: number;
}

/** The place of an event among others: by time, then in the order in which they came. */
export type Place = Pick<KeptEvent, "timestamp" | "sequence">;

/** A log stream with its events in order. */
export interface LogStream {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly events: KeptEvent[];
  /** Of the events that are kept, with the 26 that AWS counts for each. */
  bytes: number;
  lastIngestion?: number;
}

// "The sum of all event messages in UTF-8, plus 26 bytes for each log event" (PutLogEvents).
const OVERHEAD = 26;

/** The size of a message as AWS counts it. */
export function sizeOf(message: string): number {
  return Buffer.byteLength(message) + OVERHEAD;
}

/** Less than 0 where the first comes before the other. */
export function compare(one: Place, other: Place): number {
  return one.timestamp - other.timestamp || one.sequence - other.sequence;
}

/** Adds an event at its place, which is the end for almost all; the answer is its size. */
export function insert(stream: LogStream, event: KeptEvent): number {
  const { events } = stream;
  const last = events.at(-1);
  if (last === undefined || compare(last, event) < 0) events.push(event);
  else events.splice(firstAfter(events, event), 0, event);
  const bytes = sizeOf(event.message);
  stream.bytes += bytes;
  stream.lastIngestion = event.ingestionTime;
  return bytes;
}

/** Takes the first `count` events away; the answer is their size. */
export function dropFirst(stream: LogStream, count: number): number {
  let bytes = 0;
  for (const { message } of stream.events.splice(0, count)) bytes += sizeOf(message);
  stream.bytes -= bytes;
  return bytes;
}

/** The index of the first event after the place. */
export function firstAfter(events: readonly KeptEvent[], place: Place): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(events[middle] as KeptEvent, place) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the first event at that time or later. */
export function firstAt(events: readonly KeptEvent[], timestamp: number): number {
  return firstAfter(events, { timestamp, sequence: -1 });
}

/** The event's id: 56 digits, in the order of the events. */
export function eventId({ timestamp, sequence }: Place): string {
  return ((BigInt(timestamp) << 144n) + BigInt(sequence)).toString().padStart(56, "0");
}

/** The place in an id; undefined when it is none. */
export function placeOf(id: string): Place | undefined {
  if (!/^\d{56}$/.test(id)) return undefined;
  const value = BigInt(id);
  return { timestamp: Number(value >> 144n), sequence: Number(value & ((1n << 144n) - 1n)) };
}
