import fc from "fast-check";
import { expect, test } from "vitest";
import { awsChunked } from "../../../../src/local/s3/payload/aws-chunked.ts";
import type { Trailers } from "../../../../src/local/s3/payload/aws-chunked.ts";

/** The body, cut into pieces of these lengths. */
async function* cut(body: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (const length of lengths) {
    if (at >= body.length) return;
    yield body.subarray(at, at + length);
    at += length;
  }
  if (at < body.length) yield body.subarray(at);
}

async function decoded(body: Buffer, lengths: readonly number[] = []) {
  const trailers: Trailers = {};
  const pieces: Buffer[] = [];
  for await (const piece of awsChunked(cut(body, lengths), trailers)) pieces.push(Buffer.from(piece));
  return { text: Buffer.concat(pieces).toString("latin1"), trailers };
}

test("the payload comes out whole, however it was cut on the way", async () => {
  const chunks = fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }).map((text) => Buffer.from(text)));
  const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(chunks, lengths, fc.boolean(), async (all, cuts, signed) => {
      const head = (length: number) =>
        `${length.toString(16)}${signed ? `;chunk-signature=${"0".repeat(64)}` : ""}\r\n`;
      const body = [
        ...all.flatMap((one) => [head(one.length), one, "\r\n"]),
        head(0),
        "x-amz-checksum-crc32:NhCmhg==\r\n\r\n",
      ];
      const { text, trailers } = await decoded(Buffer.concat(body.map((one) => Buffer.from(one))), cuts);
      expect(text).toBe(Buffer.concat(all).toString("latin1"));
      expect(trailers).toEqual({ "x-amz-checksum-crc32": "NhCmhg==" });
    }),
    { numRuns: 40 },
  );
});

test.each([
  ["5\r\nhel", "IncompleteBody"],
  ["5\r\nhello\r\n", "IncompleteBody"],
  ["5\r\nhello\r\n0\r\n", "IncompleteBody"],
  ["hello", "IncompleteBody"],
  ["x\r\n", "InvalidRequest"],
  ["2\r\nhello\r\n0\r\n\r\n", "InvalidRequest"],
  ["1".repeat(20_000), "InvalidRequest"],
])("%j is %s", async (body, code) => {
  await expect(decoded(Buffer.from(body))).rejects.toMatchObject({ code });
});
