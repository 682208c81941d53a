import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { archivePlace } from "../../../../src/cli/records/archive/archive-place.ts";

test.each([
  ["s3://my-bucket", { type: "s3", bucket: "my-bucket", prefix: "" }],
  ["s3://my-bucket/", { type: "s3", bucket: "my-bucket", prefix: "" }],
  ["s3://my-bucket/a/b", { type: "s3", bucket: "my-bucket", prefix: "a/b/" }],
  ["s3://my-bucket/a/", { type: "s3", bucket: "my-bucket", prefix: "a/" }],
])("%s", async (given, place) => {
  expect(await archivePlace(given, ".")).toEqual(place);
});

test("a folder is found from the working directory", async () => {
  const folder = await mkdtemp(join(tmpdir(), "archive-"));
  expect(await archivePlace(".", folder)).toEqual({ type: "folder", path: folder });
  expect(await archivePlace(true, folder)).toEqual({ type: "proxy" });
});

test("what is neither a URL of S3 nor a folder is refused", async () => {
  const folder = await mkdtemp(join(tmpdir(), "archive-"));
  await writeFile(join(folder, "file"), "");
  for (const [given, text] of [
    ["s3://", /names no bucket/],
    ["s3://Upper/x", /names no bucket/],
    ["none", /there is nothing of that name/],
    ["file", /is a file/],
    ["file/x", /a part of its path is not a folder/],
  ] as const)
    await expect(archivePlace(given, folder)).rejects.toThrow(text);
});
