import { Readable } from "node:stream";

/** The most that is read of an error or a web page, in bytes. AWS's own errors are far shorter; to parse 50 MB takes minutes. */
export const MOST = 64 * 1024;

/** The beginning of a body; the rest is not read. */
export function shortBody(body: AsyncIterable<Buffer>): Readable {
  return Readable.from(beginning(body), { objectMode: false });
}

async function* beginning(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = MOST;
  for await (const chunk of body) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    // To leave the loop closes the connection.
    if (left <= 0) return;
  }
}
