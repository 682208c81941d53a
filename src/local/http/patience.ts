/** How long the server waits for what a client has not sent yet, in milliseconds. */
export interface Patience {
  /** For enough bytes of a new connection to tell its protocol. */
  readonly firstBytes: number;
  /** For all headers of a request. */
  readonly headers: number;
  /** For a whole request, its body included. */
  readonly request: number;
  /** For the next request on a connection. Clients keep connections in pools; closing an idle one early makes their next
   * request fail. */
  readonly idle: number;
  /** How often the server looks for requests and connections that took too long. */
  readonly lookEvery: number;
}

/** Those of Node's own HTTP server, but for the first bytes, which it knows nothing of, and idle connections. */
export const usualPatience: Patience = {
  firstBytes: 10_000,
  headers: 60_000,
  request: 300_000,
  idle: 65_000,
  lookEvery: 30_000,
};
