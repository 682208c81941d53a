import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import type { CompletedPart } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { failure, makeBucket, put } from "../bench.ts";

const Bucket = "orders";
const large = Buffer.alloc(5 * 1024 ** 2, "abc");
let local: Local;
let s3: ReturnType<typeof clientsOf>["s3"];

beforeAll(async () => {
  local = await startLocal();
  ({ s3 } = clientsOf(local));
  await makeBucket(s3, Bucket);
});
afterAll(() => local.close());

async function begin(Key: string, more: object = {}) {
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: "CRC32", ...more }),
  );
  const which = { Bucket, Key, UploadId };
  return {
    which,
    part: async (PartNumber: number, Body: Buffer, sums: object = {}): Promise<CompletedPart> => {
      const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand({ ...which, PartNumber, Body, ...sums }));
      return { PartNumber, ETag, ChecksumCRC32 };
    },
    complete: (...Parts: readonly CompletedPart[]) =>
      s3.send(new CompleteMultipartUploadCommand({ ...which, MultipartUpload: { Parts: [...Parts] } })),
  };
}

test("parts become one object, in the order of their numbers, with sums of sums", async () => {
  const { which, part, complete } = await begin("whole", { ChecksumAlgorithm: "CRC32", ContentType: "text/plain" });
  const [two, replaced, one] = [
    await part(2, Buffer.from("end")),
    await part(1, Buffer.from("x")),
    await part(1, large),
  ];
  expect(replaced.ETag).not.toBe(one.ETag);
  const { Parts } = await s3.send(new ListPartsCommand(which));
  expect(Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
    [1, large.length],
    [2, 3],
  ]);
  const done = await complete(one, two);
  expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  expect(done).toMatchObject({ ChecksumType: "COMPOSITE", ChecksumCRC32: expect.stringMatching(/-2$/) });
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: "whole" }));
  expect(Buffer.concat([large, Buffer.from("end")]).equals(await got.Body!.transformToByteArray())).toBe(true);
  expect(got).toMatchObject({ ContentType: "text/plain", ETag: done.ETag });
  const last = await s3.send(new GetObjectCommand({ Bucket, Key: "whole", PartNumber: 2 }));
  expect([await last.Body?.transformToString(), last.PartsCount]).toEqual(["end", 2]);
  expect(await failure(s3.send(new ListPartsCommand(which)))).toMatchObject({ code: "NoSuchUpload", status: 404 });
});

test("a sum of the whole is the same as without parts", async () => {
  const { part, complete } = await begin("full", { ChecksumAlgorithm: "CRC64NVME" });
  const parts = [
    await part(1, large, { ChecksumAlgorithm: "CRC64NVME" }),
    await part(2, Buffer.from("end"), { ChecksumAlgorithm: "CRC64NVME" }),
  ];
  const done = await complete(...parts);
  const Body = Buffer.concat([large, Buffer.from("end")]).toString("latin1");
  const single = await put(s3, "single", Body, { ChecksumAlgorithm: "CRC64NVME" });
  expect(done).toMatchObject({ ChecksumType: "FULL_OBJECT", ChecksumCRC64NVME: single.ChecksumCRC64NVME });
});

test("what cannot become an object is refused, and the upload goes on", async () => {
  const { part, complete } = await begin("bad");
  const [one, two] = [await part(1, Buffer.from("small")), await part(2, Buffer.from("end"))];
  expect(await failure(complete(one, two))).toMatchObject({ code: "EntityTooSmall" });
  expect(await failure(complete(two, one))).toMatchObject({ code: "InvalidPartOrder" });
  expect(await failure(complete({ ...one, ETag: '"0"' }))).toMatchObject({ code: "InvalidPart" });
  expect(await failure(complete({ PartNumber: 3, ETag: "x" }))).toMatchObject({ code: "InvalidPart" });
  expect(await failure(part(10_001, Buffer.from("x")))).toMatchObject({ code: "InvalidArgument" });
  expect((await complete(one)).ETag).toMatch(/-1"$/);
});

test("a part may be bytes of another object", async () => {
  await put(s3, "source", "0123456789");
  const { which, complete } = await begin("copied");
  const asked = { ...which, PartNumber: 1, CopySource: `${Bucket}/source`, CopySourceRange: "bytes=2-4" };
  const { CopyPartResult } = await s3.send(new UploadPartCopyCommand(asked));
  await complete({ PartNumber: 1, ...CopyPartResult });
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "copied" }))).ContentLength).toBe(3);
});

test("uploads under way are listed until they are aborted", async () => {
  const keys = ["up/a", "up/b/1", "up/b/2", "up/c"];
  const begun = [];
  for (const key of keys) begun.push((await begin(key)).which);
  const list = (more: object) => s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: "up/", ...more }));
  const first = await list({ MaxUploads: 2, Delimiter: "/" });
  expect([first.Uploads?.map(({ Key }) => Key), first.CommonPrefixes, first.IsTruncated]).toEqual([
    ["up/a"],
    [{ Prefix: "up/b/" }],
    true,
  ]);
  expect([first.NextKeyMarker, first.NextUploadIdMarker]).toEqual(["up/a", begun[0]?.UploadId]);
  const rest = await list({ Delimiter: "/", KeyMarker: "up/b/" });
  expect([rest.Uploads?.map(({ Key }) => Key), rest.CommonPrefixes, rest.IsTruncated]).toEqual([
    ["up/c"],
    undefined,
    false,
  ]);
  for (const which of begun) await s3.send(new AbortMultipartUploadCommand(which));
  expect((await list({})).Uploads).toBeUndefined();
  expect(await failure(s3.send(new AbortMultipartUploadCommand(begun[0]!)))).toMatchObject({ code: "NoSuchUpload" });
});

test("what completes an upload must fit what began it", async () => {
  const refused = async (Key: string, more: object, given: object, ...sums: object[]) => {
    const { which, part } = await begin(Key, more);
    const { PartNumber, ETag } = await part(1, Buffer.from("abc"));
    const Parts = [{ PartNumber, ETag, ...sums[0] }];
    const command = new CompleteMultipartUploadCommand({ ...which, MultipartUpload: { Parts }, ...given });
    const { code, message } = await failure(s3.send(command));
    return `${code}: ${message}`;
  };
  const crc32 = { ChecksumCRC32: "NSRBwg==" };
  expect(await refused("a", { ChecksumAlgorithm: "CRC32" }, {})).toMatch(
    /^InvalidRequest: .*using a crc32 checksum.*missing for part 1 in the request/,
  );
  expect(await refused("b", { ChecksumAlgorithm: "CRC32" }, {}, { ChecksumSHA1: "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=" })).toBe(
    "BadDigest: The sha1 you specified for part 1 did not match what we received.",
  );
  expect(await refused("c", { ChecksumAlgorithm: "CRC32" }, { ChecksumType: "FULL_OBJECT" }, crc32)).toMatch(
    /^InvalidRequest: The upload was created using the COMPOSITE checksum mode/,
  );
  const whole = { ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" };
  expect(await refused("d", whole, crc32, crc32)).toMatch(/^BadDigest: The crc32 /);
  expect(await refused("e", whole, { MpuObjectSize: 4 }, crc32)).toBe(
    "InvalidRequest: The provided 'x-amz-mp-object-size' header value 4 does not match what was computed: 3",
  );
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "f" }));
  const which = { Bucket, Key: "f", UploadId };
  const { ETag } = await s3.send(new UploadPartCommand({ ...which, PartNumber: 1, Body: "abc" }));
  const complete = (more: object, sums: object = {}) =>
    s3.send(
      new CompleteMultipartUploadCommand({
        ...which,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag, ...sums }] },
        ...more,
      }),
    );
  expect(await failure(complete({ ChecksumType: "COMPOSITE" }))).toMatchObject({ code: "InvalidRequest" });
  expect(await failure(complete({}, crc32))).toMatchObject({ code: "InvalidPart" });
  await complete({});
});

test("a part of an object has its own sum", async () => {
  const { part, complete } = await begin("sums", { ChecksumAlgorithm: "CRC32" });
  const parts = [await part(1, large), await part(2, Buffer.from("abc"))];
  await complete(...parts);
  const which = { Bucket, Key: "sums", ChecksumMode: "ENABLED", PartNumber: 2 } as const;
  const { ChecksumCRC32, ChecksumType } = await s3.send(new HeadObjectCommand(which));
  expect([ChecksumCRC32, ChecksumType]).toEqual(["NSRBwg==", "COMPOSITE"]);
  const copy = new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `http://s3.amazonaws.com/${Bucket}/sums` });
  const { CopyObjectResult } = await s3.send(copy);
  expect(CopyObjectResult).toMatchObject({ ChecksumType: "FULL_OBJECT", ChecksumCRC32: expect.any(String) as string });
});
