import { ByteLog } from "../../byte-log.ts";

/** A record as it is kept. Its sequence number follows from its shard, position and time. */
export interface LoggedRecord {
  readonly position: number;
  readonly partitionKey: string;
  readonly data: Buffer;
  /** Milliseconds since 1970; never less than the record's before. */
  readonly arrived: number;
  /** The ARN of the key that the record is encrypted with. */
  readonly encryptionKey: string | undefined;
}

// A partition key, six columns and their slack.
const OVERHEAD = 120;

/** The records of a shard in order, stored in columns, so that they take little more memory than their bytes. */
export class RecordLog {
  readonly #keys: string[] = [];
  readonly #slabs: Buffer[] = [];
  readonly #offsets: number[] = [];
  readonly #lengths: number[] = [];
  readonly #arrived: number[] = [];
  readonly #encryptionKeys: (string | undefined)[] = [];
  readonly #bytes = new ByteLog();
  /** Position of the oldest record that is kept. */
  #first = 1;
  #counted = 0;

  /** About how many bytes of memory the records take. */
  get size(): number {
    return this.#counted + this.length * OVERHEAD;
  }

  /** The bytes of the records as Kinesis counts them: data and partition keys. */
  get counted(): number {
    return this.#counted;
  }

  /** How many records there are. */
  get length(): number {
    return this.#keys.length;
  }

  /** Position of the next record to come. */
  get next(): number {
    return this.#first + this.#keys.length;
  }

  /** Adds a record and gives back its position and time. */
  append(
    partitionKey: string,
    data: Buffer,
    now: number,
    encryptionKey?: string,
  ): { readonly position: number; readonly arrived: number } {
    const arrived = Math.max(now, this.#arrived.at(-1) ?? 0);
    const position = this.next;
    this.#keys.push(partitionKey);
    const { slab, offset, length } = this.#bytes.append(data);
    this.#slabs.push(slab);
    this.#offsets.push(offset);
    this.#lengths.push(length);
    this.#arrived.push(arrived);
    this.#encryptionKeys.push(encryptionKey);
    this.#counted += this.countedAt(this.length - 1);
    return { position, arrived };
  }

  /** About how many bytes the record takes that has `index` older ones before it. */
  sizeAt(index: number): number {
    return this.countedAt(index) + OVERHEAD;
  }

  /** The bytes of that record as Kinesis counts them. */
  countedAt(index: number): number {
    return this.#lengths[index]! + Buffer.byteLength(this.#keys[index]!);
  }

  /** When that record arrived; Infinity where there is none. */
  arrivedAt(index: number): number {
    return this.#arrived[index] ?? Infinity;
  }

  /** Up to `limit` records from that position on, at most `bytes` in all, but at least one if there is one. */
  read(from: number, limit: number, bytes: number): LoggedRecord[] {
    const found: LoggedRecord[] = [];
    let taken = 0;
    for (let i = Math.max(0, from - this.#first); i < this.#keys.length && found.length < limit; i++) {
      const record = this.#at(i);
      taken += record.data.length;
      if (taken > bytes && found.length > 0) break;
      found.push(record);
    }
    return found;
  }

  /** Position of the first record that arrived at that time or later. */
  positionAt(time: number): number {
    return this.#first + this.#indexAt(time);
  }

  /** Forgets records that arrived before that time. */
  trim(before: number): void {
    if (!(this.#arrived[0]! < before)) return;
    this.drop(this.#indexAt(before));
  }

  /** Forgets that many of the oldest records. */
  drop(count: number): void {
    for (let i = 0; i < count; i++) this.#counted -= this.countedAt(i);
    const columns = [this.#keys, this.#slabs, this.#offsets, this.#lengths, this.#arrived, this.#encryptionKeys];
    for (const column of columns) column.splice(0, count);
    this.#first += count;
  }

  #at(i: number): LoggedRecord {
    const offset = this.#offsets[i]!;
    return {
      position: this.#first + i,
      partitionKey: this.#keys[i]!,
      data: this.#slabs[i]!.subarray(offset, offset + this.#lengths[i]!),
      arrived: this.#arrived[i]!,
      encryptionKey: this.#encryptionKeys[i],
    };
  }

  #indexAt(time: number): number {
    let low = 0;
    let high = this.#arrived.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#arrived[middle]! < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
