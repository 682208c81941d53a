const SLAB = 65_536;
/** So many slabs that are free are kept for what comes. */
const MOST_FREE = 32;

/** Bytes one behind the other, of which the oldest go first. What goes leaves its memory to what comes: new memory for each
 * request would keep the garbage collector busy. */
export class ByteRing {
  readonly #slabs: Buffer[] = [];
  readonly #free: Buffer[] = [];
  /** Position of the first byte of the oldest slab. */
  #first = 0;
  #end = 0;

  /** Position of the next byte to come; positions only grow. */
  get end(): number {
    return this.#end;
  }

  append(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      const slab = this.#slab();
      const at = this.#end % SLAB;
      const to = Math.min(bytes.length, from + SLAB - at);
      slab.set(bytes.subarray(from, to), at);
      this.#end += to - from;
      from = to;
    }
  }

  appendText(text: string): void {
    const at = this.#end % SLAB;
    // UTF-8 takes three bytes at most for each unit.
    if (at + text.length * 3 > SLAB) this.append(Buffer.from(text));
    else this.#end += this.#slab().write(text, at);
  }

  /** A copy of the bytes there. */
  read(position: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let from = 0; from < length;) {
      const slab = this.#slabs[Math.floor((position + from - this.#first) / SLAB)]!;
      const at = (position + from) % SLAB;
      from += slab.copy(bytes, from, at, Math.min(SLAB, at + length - from));
    }
    return bytes;
  }

  /** Gives up what stands before that position. */
  release(before: number): void {
    while (this.#first + SLAB <= before) {
      const slab = this.#slabs.shift();
      if (slab !== undefined && this.#free.length < MOST_FREE) this.#free.push(slab);
      this.#first += SLAB;
    }
  }

  /** The slab of the next byte. */
  #slab(): Buffer {
    const place = Math.floor((this.#end - this.#first) / SLAB);
    if (place === this.#slabs.length) this.#slabs.push(this.#free.pop() ?? Buffer.allocUnsafeSlow(SLAB));
    return this.#slabs[place]!;
  }
}
