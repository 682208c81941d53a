import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** The lines of a stream of bytes without their line ends, those of one piece together. Lines that are empty are left out: a record
 * that ended with a line end itself has one behind it. */
export async function* linesOf(body: Readable, gzip: boolean): AsyncGenerator<readonly Uint8Array[]> {
  let rest: Buffer[] = [];
  for await (const piece of gzip ? unzipped(body) : body) {
    const chunk = Buffer.from(piece as Uint8Array);
    const lines: Uint8Array[] = [];
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const last = chunk.subarray(from, end);
      const line = rest.length === 0 ? last : Buffer.concat([...rest, last]);
      if (line.length > 0) lines.push(line);
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  const line = Buffer.concat(rest);
  if (line.length > 0) yield [line];
}

function unzipped(body: Readable): Readable {
  const gunzip = createGunzip();
  body.once("error", (error) => gunzip.destroy(error));
  gunzip.once("close", () => body.destroy());
  return body.pipe(gunzip);
}
