/** A record on its way into an object. */
export interface Arrived {
  readonly data: Uint8Array;
  /** Milliseconds since 1970. */
  readonly arrived: number;
}

/** Where a delivery stream has its records from. */
export interface Source {
  /** The next records, as many as reach `bytes` or fewer; none when all are read. */
  read(bytes: number, now: number): readonly Arrived[];
  /** What was read is delivered. */
  confirm(): void;
  /** What was read since the last confirmation will be read again. */
  rewind(): void;
}
