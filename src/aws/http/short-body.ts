import { Readable } from "node:stream";

/** The most that is read of an error or a web page, in bytes. AWS's own errors are far shorter; to parse 50 MB takes minutes. */
export const MOST = 64 * 1024;

/** The beginning of a body; the rest is not read. */
export function shortBody(body: AsyncIterable<Buffer>): Readable {
  return Readable.from(beginning(body), { objectMode: false });
}

/** Of a web page only the beginning, and all of anything else: moto calls JSON and XML text/html, too. */
export function shortPage(body: AsyncIterable<Buffer>): Readable {
  return Readable.from(beginning(body, isPage), { objectMode: false });
}

function isPage(start: Buffer): boolean {
  return /^\s*<(?:!|html|head|body)/i.test(start.toString("latin1", 0, 1_000));
}

async function* beginning(
  body: AsyncIterable<Buffer>,
  isShort: (start: Buffer) => boolean = () => true,
): AsyncGenerator<Buffer> {
  let left: number | undefined;
  for await (const chunk of body) {
    left ??= isShort(chunk) ? MOST : Infinity;
    yield chunk.subarray(0, left);
    left -= chunk.length;
    // To leave the loop closes the connection.
    if (left <= 0) return;
  }
}
