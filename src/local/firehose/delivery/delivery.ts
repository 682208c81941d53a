import { setImmediate } from "node:timers/promises";
import type { Background } from "../../account/background.ts";
import type { Clock } from "../../account/clock.ts";
import type { DeliveryStream } from "../delivery-stream.ts";
import { statusOf } from "../delivery-stream.ts";
import type { Arrived, Source } from "./source.ts";

/** What becomes of a batch of records: true when it is in S3. */
export type Deliver = (records: readonly Arrived[]) => Promise<boolean>;

// Firehose reads each shard once a second. https://docs.aws.amazon.com/firehose/latest/dev/writing-with-kinesis-streams.html
const PACE_MS = 1000;
const RETRY_MS = 5000;
const MEBIBYTE = 1_048_576;
// How far the size is raised.
const LARGEST = 32 * MEBIBYTE;

/** The work of one delivery stream: reads its source once a second, and delivers what it holds when that is large or old enough.
 * What cannot be delivered is read again and tried again, for as long as the source has it. */
export class Delivery implements Background {
  readonly #stream: DeliveryStream;
  readonly #source: Source;
  readonly #deliver: Deliver;
  readonly #clock: Clock;
  #held: Arrived[] = [];
  #bytes = 0;
  #retryAt = 0;
  #delivered = 0;
  #refused = 0;
  #turn: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(stream: DeliveryStream, source: Source, deliver: Deliver, clock: Clock) {
    this.#stream = stream;
    this.#source = source;
    this.#deliver = deliver;
    this.#clock = clock;
  }

  /** Begins when the stream is ACTIVE. */
  start(): void {
    const ms = this.#stream.active - this.#clock.now();
    if (ms <= 0) this.#tick();
    else this.#clock.after(ms, () => this.#tick());
  }

  stop(): void {
    this.#isOver = true;
  }

  settled(): Promise<void> {
    return this.#turn;
  }

  async flush(): Promise<number> {
    const before = this.#delivered;
    await this.#next(true);
    return this.#delivered - before;
  }

  left(): string | undefined {
    const count = this.#held.length || this.#refused;
    if (count === 0) return undefined;
    const records = count === 1 ? "a record" : `${count} records`;
    return `Firehose could not deliver ${records} of ${this.#stream.name} into ${this.#stream.destination.BucketARN}: lost with the stream.`;
  }

  #tick(): void {
    if (this.#isOver) return;
    void this.#next(false).then(() => this.#clock.after(PACE_MS, () => this.#tick()));
  }

  /** One turn after the other. */
  #next(all: boolean): Promise<void> {
    return (this.#turn = this.#turn.then(() => this.#work(all)));
  }

  async #work(all: boolean): Promise<void> {
    const isWaiting = this.#clock.now() < this.#retryAt && !all;
    const size = this.#stream.destination.BufferingHints.SizeInMBs * MEBIBYTE;
    // Firehose raises the size while it is behind, to catch up. https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html
    for (let limit = size; !isWaiting && this.#isWorking(); limit = Math.max(size, Math.min(2 * limit, LARGEST))) {
      await this.#fill(limit);
      const isDue = this.#bytes >= size || all || this.#clock.now() >= this.#dueAt();
      if (this.#held.length === 0 || !isDue) return;
      if (!(await this.#hand())) return;
    }
  }

  #isWorking(): boolean {
    return !this.#isOver && statusOf(this.#stream, this.#clock.now()) === "ACTIVE";
  }

  async #fill(limit: number): Promise<void> {
    while (this.#bytes < limit) {
      const records = this.#source.read(limit - this.#bytes, this.#clock.now());
      if (records.length === 0) return;
      for (const record of records) {
        this.#held.push(record);
        this.#bytes += record.data.length;
      }
      // Requests come first.
      await setImmediate();
    }
  }

  /** When the oldest record has waited for the interval. */
  #dueAt(): number {
    return oldest(this.#held) + this.#stream.destination.BufferingHints.IntervalInSeconds * 1000;
  }

  async #hand(): Promise<boolean> {
    const isDelivered = await this.#deliver(this.#held);
    if (isDelivered) {
      this.#delivered += this.#held.length;
      this.#source.confirm();
      this.#refused = 0;
    } else {
      this.#source.rewind();
      this.#refused = this.#held.length;
      this.#retryAt = this.#clock.now() + RETRY_MS;
    }
    this.#held = [];
    this.#bytes = 0;
    return isDelivered;
  }
}

/** When the oldest record arrived. */
export function oldest(records: readonly Arrived[]): number {
  return records.reduce((first, { arrived }) => Math.min(first, arrived), Infinity);
}
