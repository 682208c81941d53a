/** Where bytes lie in a log. */
export interface Span {
  readonly slab: Buffer;
  readonly offset: number;
  readonly length: number;
}

const SLAB = 65_536;
const OWN_SLAB = 8192;

/** Copies bytes together into slabs: a Buffer for each small record would cost more than the record. */
export class ByteLog {
  #slab = Buffer.alloc(0);
  #used = 0;

  /** Keeps a copy of the bytes. The slab is freed when no span of it is left. */
  append(bytes: Buffer): Span {
    const { length } = bytes;
    if (length >= OWN_SLAB) {
      const slab = Buffer.allocUnsafeSlow(length);
      bytes.copy(slab);
      return { slab, offset: 0, length };
    }
    if (this.#used + length > this.#slab.length) {
      this.#slab = Buffer.allocUnsafeSlow(SLAB);
      this.#used = 0;
    }
    const offset = this.#used;
    bytes.copy(this.#slab, offset);
    this.#used += length;
    return { slab: this.#slab, offset, length };
  }
}
