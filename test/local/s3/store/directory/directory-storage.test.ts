import { existsSync } from "node:fs";
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newSettings } from "../../../../../src/local/s3/store/bucket.ts";
import { openDirectory } from "../../../../../src/local/s3/store/directory/open-directory.ts";
import { Store } from "../../../../../src/local/s3/store/store.ts";
import { DirectoryError, startLocal } from "../../../../../src/local/index.ts";
import { failure, makeBucket, put, read } from "../../bench.ts";
import { withFolder } from "./directory.ts";

const Bucket = "orders";
let it: Awaited<ReturnType<typeof withFolder>>;

beforeEach(async () => {
  it = await withFolder();
  await makeBucket(it.s3, Bucket);
});
afterEach(() => it.end());

const keys = async (): Promise<readonly (string | undefined)[]> =>
  ((await it.s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key }) => Key);
const versioned = () =>
  it.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));

test("an object is a plain file at its key, dated as it was put, and nothing else lies beside it", async () => {
  await put(it.s3, "year=2026/month=11/a.gz", "hello");
  const file = join(it.bucket, "year=2026/month=11/a.gz");
  expect(await readFile(file, "utf8")).toBe("hello");
  const { LastModified } = await it.s3.send(new HeadObjectCommand({ Bucket, Key: "year=2026/month=11/a.gz" }));
  expect(Math.floor((await stat(file)).mtimeMs / 1000)).toBe(LastModified!.getTime() / 1000);
  expect(await readdir(it.bucket, { recursive: true })).toHaveLength(3);
  expect(await readdir(join(it.s3Dir, ".s3/orders/arriving"))).toEqual([]);
});

test("grants and what is only kept are there again after a restart", async () => {
  await it.s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
  const rule = { AllowedMethods: ["GET"], AllowedOrigins: ["*"], MaxAgeSeconds: 5 };
  const logs = 'uri="http://acs.amazonaws.com/groups/s3/LogDelivery"';
  await it.s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
  await it.s3.send(new PutBucketAclCommand({ Bucket, GrantWrite: logs, GrantReadACP: logs }));
  await put(it.s3, "k", "1", { ACL: "aws-exec-read" });
  await it.again();
  expect((await it.s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual([rule]);
  expect((await it.s3.send(new GetBucketAclCommand({ Bucket }))).Grants).toHaveLength(2);
  expect((await it.s3.send(new GetObjectAclCommand({ Bucket, Key: "k" }))).Grants).toHaveLength(2);
});

test.each([false, true])("all is there again after a restart (killed: %s)", async (killed) => {
  const Tagging = { TagSet: [{ Key: "a", Value: "b" }] };
  await it.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging }));
  await put(it.s3, "k", "1");
  await put(it.s3, "k", "2", {
    ContentType: "text/plain",
    ContentEncoding: "gzip",
    Metadata: { who: "me" },
    Tagging: "x=y",
  });
  await put(it.s3, "gone", "3");
  await it.s3.send(new DeleteObjectCommand({ Bucket, Key: "gone" }));
  const about = await it.s3.send(new HeadObjectCommand({ Bucket, Key: "k", ChecksumMode: "ENABLED" }));
  await it.again({ killed });
  const { $metadata: _, ...after } = await it.s3.send(
    new HeadObjectCommand({ Bucket, Key: "k", ChecksumMode: "ENABLED" }),
  );
  expect(about).toMatchObject(after);
  expect(after).toMatchObject({
    ContentType: "text/plain",
    ContentEncoding: "gzip",
    Metadata: { who: "me" },
    TagCount: 1,
  });
  expect(await read(it.s3, "k")).toBe("2");
  expect(await keys()).toEqual(["k"]);
  expect((await it.s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(Tagging.TagSet);
  expect((await it.s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
});

const hostile = [
  "..",
  "../../outside",
  "/etc/passwd",
  "a//b",
  "folder/",
  ".s3/orders/bucket.json",
  "nul\0",
  "%2E%2E",
  "x".repeat(1000),
  "ä/é",
  "a\nb",
  "C:\\x",
];

test("hostile keys stay below the bucket's folder and come back", async () => {
  for (const Key of hostile) await put(it.s3, Key, Key);
  expect(await readdir(it.s3Dir)).toEqual([".s3", "orders"]);
  await it.again();
  for (const Key of hostile) expect(await read(it.s3, Key)).toBe(Key);
  expect((await keys()).toSorted()).toEqual(hostile.toSorted());
  for (const Key of hostile) await it.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  expect(await readdir(it.bucket)).toEqual([]);
});

test.each([
  ["a", "a/b", "a/b/c"],
  ["a/b/c", "a/b", "a"],
])("a key may be a prefix of others: %s, %s, %s", async (...all) => {
  for (const Key of all) await put(it.s3, Key, `first ${Key}`);
  for (const Key of all) await put(it.s3, Key, Key);
  for (const Key of all) expect(await read(it.s3, Key)).toBe(Key);
  await it.again();
  expect(await keys()).toEqual(["a", "a/b", "a/b/c"]);
  for (const Key of all) {
    expect(await read(it.s3, Key)).toBe(Key);
    await it.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  }
  expect(await readdir(it.bucket)).toEqual([]);
});

describe("versions", () => {
  test("the newest lies at its key, older ones apart, and all of them outlive a restart", async () => {
    await put(it.s3, "k", "0");
    await versioned();
    const ids = ["null"];
    for (const body of ["1", "22"]) ids.push((await put(it.s3, "k", body)).VersionId!);
    await it.s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
    expect(existsSync(join(it.bucket, "k"))).toBe(false);
    await it.again({ killed: true });
    const { Versions, DeleteMarkers } = await it.s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(ids.toReversed());
    const [marker] = DeleteMarkers!;
    expect(marker?.IsLatest).toBe(true);
    await it.s3.send(new DeleteObjectCommand({ Bucket, Key: "k", VersionId: marker!.VersionId! }));
    expect(await readFile(join(it.bucket, "k"), "utf8")).toBe("22");
    await it.s3.send(new DeleteObjectCommand({ Bucket, Key: "k", VersionId: ids[2] }));
    expect(await read(it.s3, "k")).toBe("1");
    const old = await it.s3.send(new GetObjectCommand({ Bucket, Key: "k", VersionId: "null" }));
    expect(await old.Body?.transformToString()).toBe("0");
    expect((await it.s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe("Enabled");
  });
});

describe("a process that was killed", () => {
  const journal = () => join(it.s3Dir, ".s3/orders/objects.jsonl");

  test("after it noted an object and before it had it: the one before is there, as it was", async () => {
    await put(it.s3, "k", "old", { ContentType: "text/plain" });
    const top = { id: "null", at: 1, size: 3, etag: "0", headers: {}, tags: [] };
    await appendFile(journal(), `${JSON.stringify({ key: "k", gone: ["null"], top })}\n`);
    await it.again({ killed: true });
    expect(await read(it.s3, "k")).toBe("old");
    const { ContentType } = await it.s3.send(new HeadObjectCommand({ Bucket, Key: "k" }));
    expect(ContentType).toBe("text/plain");
  });

  test("a journal with lines of somebody else's is read as far as it makes sense", async () => {
    await put(it.s3, "k", "1");
    const lines = [
      "[]",
      "null",
      "x",
      "{}",
      '{"key":1}',
      '{"key":"k","top":{}}',
      '{"key":"k","top":{"id":"../x","at":1}}',
    ];
    await appendFile(journal(), `${lines.join("\n")}\n`);
    await it.again({ killed: true });
    expect(await keys()).toEqual(["k"]);
    expect(await read(it.s3, "k")).toBe("1");
  });

  test("in the middle of a line, and of an upload: neither is there", async () => {
    await put(it.s3, "k", "1");
    await appendFile(journal(), '{"key":"z","top":{"id":"nu');
    await writeFile(join(it.s3Dir, ".s3/orders/arriving/half"), "half");
    await it.again({ killed: true });
    expect(await keys()).toEqual(["k"]);
    expect(await readdir(join(it.s3Dir, ".s3/orders/arriving"))).toEqual([]);
    await put(it.s3, "z", "2");
    await it.again();
    expect(await keys()).toEqual(["k", "z"]);
  });
});

describe("somebody else's hand", () => {
  test("a file that was put there, changed or taken away counts after a restart", async () => {
    await put(it.s3, "changed", "1", { ContentType: "text/plain" });
    await put(it.s3, "taken", "1");
    await it.again();
    await writeFile(join(it.bucket, "changed"), "22");
    await mkdir(join(it.bucket, "new"));
    await writeFile(join(it.bucket, "new/file.gz"), gzipSync("hello"));
    await rm(join(it.bucket, "taken"));
    await it.again({ killed: true });
    expect(await keys()).toEqual(["changed", "new/file.gz"]);
    expect(await read(it.s3, "changed")).toBe("22");
    const { ETag } = await it.s3.send(new HeadObjectCommand({ Bucket, Key: "changed" }));
    expect(ETag).toBe('"b6d767d2f8ed5d21a44b0e5886680cb9"');
  });

  test("a file that is taken away while it runs is no such key", async () => {
    await put(it.s3, "k", "1");
    await rename(join(it.bucket, "k"), join(it.s3Dir, "elsewhere"));
    expect(await failure(read(it.s3, "k"))).toMatchObject({ code: "NoSuchKey", status: 404 });
  });

  test("a link leads nowhere", async () => {
    const outside = await mkdtemp(join(tmpdir(), "outside-"));
    await symlink(outside, join(it.bucket, "link"));
    expect(await failure(put(it.s3, "link/k", "1"))).toMatchObject({ status: 500 });
    expect(await readdir(outside)).toEqual([]);
    await rm(outside, { recursive: true });
  });

  test("a folder of the bucket's name with files in it makes no bucket, and loses none", async () => {
    await mkdir(join(it.s3Dir, "photos"));
    await writeFile(join(it.s3Dir, "photos/cat.jpg"), "cat");
    expect(await failure(makeBucket(it.s3, "photos"))).toMatchObject({ code: "BucketAlreadyExists", status: 409 });
    await writeFile(join(it.bucket, "mine.txt"), "mine");
    await it.s3.send(new DeleteBucketCommand({ Bucket }));
    expect(await readFile(join(it.bucket, "mine.txt"), "utf8")).toBe("mine");
  });
});

test("an object of parts is one file, and nothing of them is left", async () => {
  const key = { Bucket, Key: "parts" };
  const { UploadId } = await it.s3.send(new CreateMultipartUploadCommand(key));
  const bodies = [Buffer.alloc(5 * 1024 ** 2, "a"), Buffer.from("end")];
  const Parts = [];
  for (const [at, Body] of bodies.entries()) {
    const PartNumber = at + 1;
    const { ETag } = await it.s3.send(new UploadPartCommand({ ...key, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  const { ETag } = await it.s3.send(
    new CompleteMultipartUploadCommand({ ...key, UploadId, MultipartUpload: { Parts } }),
  );
  expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  expect(Buffer.concat(bodies).equals(await readFile(join(it.bucket, "parts")))).toBe(true);
  expect(await readdir(join(it.s3Dir, ".s3/orders/arriving"))).toEqual([]);
  await it.again();
  const { PartsCount } = await it.s3.send(new HeadObjectCommand({ ...key, PartNumber: 2 }));
  expect(PartsCount).toBe(2);
});

test("the journal does not grow for ever", async () => {
  const s3Dir = join(it.s3Dir, "small");
  const store = new Store();
  store.use(await openDirectory(s3Dir));
  await store.make(Bucket, newSettings("eu-west-1", 1));
  const bucket = store.buckets.get(Bucket)!;
  for (let lastModified = 1; lastModified <= 1100; lastModified++) {
    const key = `k${lastModified % 3}`;
    const body = await store.storage.receive(Bucket, Readable.from([Buffer.from("1")]));
    const version = { key, versionId: "null", lastModified, etag: "", headers: {}, tags: [], body };
    await store.update(bucket, key, () => ({ versions: [version] }));
  }
  await store.storage.close();
  const lines = (await readFile(join(s3Dir, ".s3/orders/objects.jsonl"), "utf8")).split("\n");
  expect(lines.length).toBeLessThan(1000);
  const again = await openDirectory(s3Dir);
  expect([...again.found[0]!.objects.entries()].map(([key, [newest]]) => [key, newest!.lastModified])).toEqual([
    ["k0", 1098],
    ["k1", 1099],
    ["k2", 1100],
  ]);
});

describe("a folder that cannot be used", () => {
  test.each([
    ["is a file", async (path: string) => writeFile(path, ""), "is a file, not a folder."],
    ["lies below a file", async (path: string) => writeFile(path, ""), "A file is in the way of"],
    ["is in use by another process", inUse, "Another local AWS uses"],
  ])("%s", async (what, prepare, words) => {
    const path = join(it.s3Dir, "x");
    await prepare(path);
    const s3Dir = what === "lies below a file" ? join(path, "y") : path;
    const started = startLocal({ s3Dir });
    await expect(started).rejects.toBeInstanceOf(DirectoryError);
    await expect(started).rejects.toThrow(words);
  });

  test.each([
    "{",
    "[]",
    '{"region":1}',
    '{"region":"eu-west-1","created":1,"encryption":{"algorithm":"AES256"},"policy":"{}"}',
  ])("settings of a bucket that make no sense are not guessed: %s", async (text) => {
    const file = join(it.s3Dir, ".s3/orders/bucket.json");
    await writeFile(file, text);
    await expect(openDirectory(it.s3Dir)).rejects.toThrow(`${file} is damaged`);
  });

  test("has a name", async () => {
    await expect(startLocal({ s3Dir: "" })).rejects.toThrow(new DirectoryError("it names no folder."));
    for (const shared of ["/", "//", homedir(), join(homedir(), "x/..")])
      await expect(openDirectory(shared)).rejects.toThrow("holds all else, too");
  });

  test("is made with the folders above it, where that can be", async () => {
    const deep = join(it.s3Dir, "new/deep/er");
    await (await openDirectory(deep)).close();
    expect(await readdir(deep)).toEqual([".s3"]);
    if (existsSync("/proc/self"))
      await expect(openDirectory("/proc/none")).rejects.toThrow("/proc/none cannot be made.");
  });

  async function inUse(path: string): Promise<void> {
    await mkdir(join(path, ".s3"), { recursive: true });
    await writeFile(join(path, ".s3/in-use"), "1\n");
  }

  test("what a process that has ended left is no hindrance", async () => {
    const mark = join(it.s3Dir, ".s3/in-use");
    await writeFile(mark, "999999999\n");
    await utimes(mark, 1, 1);
    await it.again({ killed: true });
    expect(await keys()).toEqual([]);
  });
});
