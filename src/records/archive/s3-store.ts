import { GetObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { Readable } from "node:stream";
import { isFault } from "../../aws/faults.ts";
import type { ReadRetry } from "../../aws/read-retry.ts";
import { CliError } from "../../engine/errors.ts";
import type { ArchiveStore } from "./archive-store.ts";

interface Access {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly prefix: string;
  readonly retry: Pick<ReadRetry, "call">;
  readonly signal: AbortSignal;
}

/** An archive in a bucket. */
export function s3Store({ s3, bucket, prefix, retry, signal }: Access): ArchiveStore {
  const where = `the bucket ${bucket}`;
  const missing = (error: unknown): never => {
    if (!isFault(error, "NoSuchBucket")) throw error;
    const hint = "Look for its name with `aws s3 ls`; it is that of another place, or misspelled.";
    throw new CliError(`There is no bucket ${bucket}.`, { hint, cause: error });
  };
  const pages = async function* (input: {
    readonly Prefix: string;
    readonly Delimiter?: string;
    readonly StartAfter?: string | undefined;
  }) {
    let token: string | undefined;
    do {
      // oxlint-disable-next-line no-loop-func -- it is awaited at once
      const command = new ListObjectsV2Command({ Bucket: bucket, ...input, ContinuationToken: token });
      const page = await retry.call(where, () => s3.send(command, { abortSignal: signal })).catch(missing);
      yield page;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  };
  return {
    name: `s3://${bucket}/${prefix}`,
    async folders(at) {
      const found: string[] = [];
      for await (const { CommonPrefixes = [] } of pages({ Prefix: at, Delimiter: "/" }))
        found.push(...CommonPrefixes.map(({ Prefix = "" }) => Prefix.slice(at.length)));
      return found;
    },
    async *objects(at, after) {
      for await (const { Contents = [] } of pages({ Prefix: at, StartAfter: after }))
        for (const { Key = "", LastModified } of Contents)
          // What ends with a slash stands for a folder in the console.
          if (!Key.endsWith("/")) yield { key: Key, written: LastModified?.getTime() ?? Infinity };
    },
    async open(key) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key });
      const { Body, ContentEncoding } = await s3.send(command, { abortSignal: signal });
      const body = Body instanceof Readable ? Body : Readable.from([]);
      return { body, gzip: ContentEncoding === "gzip" || key.endsWith(".gz") };
    },
  };
}
