import { s3Fault } from "../faults.ts";

/** What follows the last chunk, by lower-case name: checksums and signatures. */
export type Trailers = Record<string, string>;

const mostLine = 16_384;

/** The payload of an `aws-chunked` body: `SIZE[;chunk-signature=…]\r\n`, bytes, `\r\n`, up to a chunk of size 0 and trailers, which
 * go into `trailers`. Signatures are not checked, as nowhere here. Throws IncompleteBody. */
export async function* awsChunked(pieces: AsyncIterable<Buffer>, trailers: Trailers): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  const source = pieces[Symbol.asyncIterator]();
  const more = async (): Promise<void> => {
    const { done, value } = await source.next();
    if (done === true) throw s3Fault("IncompleteBody", "The request body terminated unexpectedly");
    held = held.length === 0 ? value : Buffer.concat([held, value]);
  };
  const line = async (): Promise<string> => {
    for (;;) {
      const end = held.indexOf("\r\n");
      if (end > mostLine || (end < 0 && held.length > mostLine)) throw malformed();
      if (end < 0) await more();
      else {
        const text = held.toString("latin1", 0, end);
        held = held.subarray(end + 2);
        return text;
      }
    }
  };
  try {
    for (;;) {
      const size = /^([0-9a-f]{1,13})(?:;[^\r\n]*)?$/i.exec(await line())?.[1];
      if (size === undefined) throw malformed();
      let left = Number.parseInt(size, 16);
      if (left === 0) break;
      while (left > 0) {
        if (held.length === 0) await more();
        const piece = held.subarray(0, left);
        held = held.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
      if ((await line()) !== "") throw malformed();
    }
    for (;;) {
      const text = await line();
      if (text === "") return;
      const colon = text.indexOf(":");
      if (colon < 1) throw malformed();
      trailers[text.slice(0, colon).trim().toLowerCase()] = text.slice(colon + 1).trim();
    }
  } finally {
    await source.return?.();
  }
}

function malformed(): Error {
  return s3Fault("InvalidRequest", "The body is not well formed: its chunks cannot be read.");
}
