import { ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { objectsIn } from "../../../../src/steps/archive/bucket/bucket-contents.ts";
import { archiveContext } from "../archive-context.ts";

const ours = "orders/year=2026/orders-1-2026-01-31-23-59-59-5e24c552-dcdb-4f3b-8d85-1b7aeb782403.gz";

test("an object of others is found behind the first page, among the versions of one key too", async () => {
  const ctx = archiveContext();
  ctx.s3
    .on(ListObjectVersionsCommand)
    .resolvesOnce({
      Versions: [{ Key: ours, VersionId: "v2" }],
      IsTruncated: true,
      NextKeyMarker: ours,
      NextVersionIdMarker: "v2",
    })
    .resolves({ Versions: [{ Key: "theirs.txt", VersionId: "v1" }] });
  expect(await objectsIn(ctx, "kept")).toMatchObject({ why: expect.stringContaining("theirs.txt") as string });
  expect(ctx.s3.commandCalls(ListObjectVersionsCommand).map(({ args }) => args[0].input)).toEqual([
    { Bucket: "kept" },
    { Bucket: "kept", KeyMarker: ours, VersionIdMarker: "v2" },
  ]);
});
