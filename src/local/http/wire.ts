/** An HTTP request of any version. */
export interface WireRequest {
  /** Upper case. */
  readonly method: string;
  /** As sent: percent-encoded, without the query. */
  readonly path: string;
  /** As sent, without the question mark; "" when there is none. */
  readonly query: string;
  /** By lower-case name; repeated headers joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Name and value in turn, with the sender's spelling and repetitions. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** The body as it was written, where a template made it. */
  readonly text?: string | undefined;
  /** The body as it arrives, where it may be larger than memory; `body` is empty then. */
  readonly stream?: AsyncIterable<Buffer>;
  /** The TCP peer, IPv4 in dotted form even on a dual-stack socket. */
  readonly sourceIp: string;
  /** Ports of the connection, at the peer and here. */
  readonly clientPort?: number | undefined;
  readonly serverPort?: number | undefined;
  /** Such as `HTTP/1.1`. */
  readonly protocol: string;
}

/** An HTTP answer; with status 0 the connection is closed instead. `body` is sent as it is. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
  /** Why the request was refused, where the answer does not say; for a log, never sent. */
  readonly reason?: string;
  /** What is sent instead of a body, piece by piece, until it ends or the caller hangs up. */
  readonly stream?: AsyncIterable<Buffer>;
  /** The connection is closed when the caller has read nothing of a stream for so many milliseconds. */
  readonly readWithin?: number;
  /** The length to announce, of a stream or of what HEAD leaves out. */
  readonly length?: number;
}
