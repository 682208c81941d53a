/** How long the server waits for a client, in milliseconds. */
export interface Timeouts {
  /** For the bytes of a new connection that tell its protocol. */
  readonly firstBytes: number;
  /** For all headers of a request. */
  readonly headers: number;
  /** For a whole request, its body included. */
  readonly request: number;
  /** For the next request on a connection. Clients pool connections: one that is closed early fails their next request. */
  readonly idle: number;
  /** How often the server looks for requests and connections that took too long. */
  readonly lookEvery: number;
}

/** The limits of Node's own HTTP server, except for the first bytes and idle connections. */
export const usualTimeouts: Timeouts = {
  firstBytes: 10_000,
  headers: 60_000,
  request: 300_000,
  idle: 65_000,
  lookEvery: 30_000,
};
