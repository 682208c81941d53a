import { ListObjectsCommand, ListObjectsV2Command, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { keyPage } from "../../../../src/local/s3/listing/key-page.ts";
import { KeyIndex } from "../../../../src/local/s3/store/key-index.ts";
import { clientsOf } from "../../clients.ts";
import { failure, makeBucket, put } from "../bench.ts";

const Bucket = "orders";

describe("over the wire", () => {
  let local: Local;
  let s3: ReturnType<typeof clientsOf>["s3"];
  const keys = ["a/1", "a/2", "b", "c d+e", "d/x/1", "\u0001", "ü"].toSorted();

  beforeAll(async () => {
    local = await startLocal();
    ({ s3 } = clientsOf(local));
    await makeBucket(s3, Bucket);
    for (const key of keys) await put(s3, key, key);
  });
  afterAll(() => local.close());

  test("pages of both versions hold each key once", async () => {
    const v2: (string | undefined)[] = [];
    for (let token: string | undefined, more = true; more;) {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, ContinuationToken: token }));
      v2.push(...(page.Contents ?? []).map(({ Key }) => Key));
      [token, more] = [page.NextContinuationToken, page.IsTruncated === true];
    }
    const v1: (string | undefined)[] = [];
    for (let marker = "", more = true; more;) {
      const page = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2, Marker: marker }));
      v1.push(...(page.Contents ?? []).map(({ Key }) => Key));
      [marker, more] = [v1.at(-1) ?? "", page.IsTruncated === true];
    }
    expect([v2, v1]).toEqual([keys, keys]);
  });

  test("versions go on behind the last one", async () => {
    const found: (string | undefined)[] = [];
    for (let next: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {}; next !== undefined;) {
      const page: Awaited<ReturnType<typeof list>> = await list(next);
      found.push(...(page.Versions ?? []).map(({ Key }) => Key));
      const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
      next =
        page.IsTruncated === true
          ? { ...(KeyMarker !== undefined && { KeyMarker }), ...(VersionIdMarker !== undefined && { VersionIdMarker }) }
          : undefined;
    }
    expect(found).toEqual(keys);
  });
  const list = (next: object) => s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...next }));

  test("keys that XML cannot carry come percent-encoded on demand", async () => {
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, EncodingType: "url" }));
    const encoded = keys.map((key) => encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%20", "+"));
    expect(Contents?.map(({ Key }) => Key)).toEqual(encoded);
  });

  test.each([
    [{ ContinuationToken: "x" }, "The continuation token provided is incorrect"],
    [{ MaxKeys: -1 }, "Argument maxKeys must be an integer between 0 and 2147483647"],
    [{ EncodingType: "hex" as "url" }, "Invalid Encoding Method specified in Request"],
  ])("%j makes no sense", async (asked, message) => {
    const call = s3.send(new ListObjectsV2Command({ Bucket, ...asked }));
    expect(await failure(call)).toEqual({ code: "InvalidArgument", status: 400, message });
  });
});

test("page after page is what one page would be, whatever prefix, delimiter and size", () => {
  const key = fc.string({ unit: fc.constantFrom("a", "b", "/", "é"), minLength: 1, maxLength: 5 });
  const body = { size: 0, read: () => Promise.reject(new Error("unread")), drop: () => Promise.resolve() };
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { maxLength: 25 }),
      fc.constantFrom("", "a", "a/", "b"),
      fc.constantFrom("", "/", "b"),
      fc.integer({ min: 1, max: 4 }),
      (keys, prefix, delimiter, most) => {
        const index = new KeyIndex();
        for (const one of keys)
          index.set(one, [{ key: one, versionId: "null", lastModified: 0, etag: "", headers: {}, tags: [], body }]);
        const entries = (page: ReturnType<typeof keyPage>) => [...page.objects.map((one) => one.key), ...page.prefixes];
        const all = keyPage(index, { prefix, delimiter, after: "", rolledUp: false, most: 1000 });
        const paged: string[] = [];
        for (let after = "", more = true; more;) {
          const page = keyPage(index, { prefix, delimiter, after, rolledUp: after !== "", most });
          paged.push(...entries(page));
          [after, more] = [page.next ?? "", page.next !== undefined];
        }
        const expected = new Set(
          keys
            .filter((one) => one.startsWith(prefix))
            .map((one) => {
              const end = delimiter === "" ? -1 : one.indexOf(delimiter, prefix.length);
              return end < 0 ? one : one.slice(0, end + delimiter.length);
            }),
        );
        expect(new Set(entries(all))).toEqual(expected);
        expect(paged.toSorted()).toEqual([...expected].toSorted());
      },
    ),
  );
});
