import type { Arrived, Source } from "./source.ts";

// https://docs.aws.amazon.com/firehose/latest/dev/retry.html
const KEPT_MS = 24 * 3_600_000;

/** Records that were put into the delivery stream itself; those that cannot be delivered are kept for 24 hours. */
export class DirectSource implements Source {
  readonly #records: Arrived[] = [];
  #next = 0;

  put(data: Buffer, now: number): void {
    this.#records.push({ data, arrived: now });
  }

  read(bytes: number, now: number): readonly Arrived[] {
    if (this.#next === 0) this.#forget(now - KEPT_MS);
    const start = this.#next;
    for (let size = 0; this.#next < this.#records.length && size < bytes; this.#next++) {
      size += this.#records[this.#next]!.data.length;
    }
    return this.#records.slice(start, this.#next);
  }

  confirm(): void {
    this.#records.splice(0, this.#next);
    this.#next = 0;
  }

  rewind(): void {
    this.#next = 0;
  }

  #forget(before: number): void {
    const kept = this.#records.findIndex(({ arrived }) => arrived >= before);
    this.#records.splice(0, kept < 0 ? this.#records.length : kept);
  }
}
