import type { ShardBatch } from "../../../src/records/read/shard-batch.ts";

/** The data of the records that come, at most `count` of them. */
export async function collected(batches: AsyncIterable<ShardBatch>, count = Infinity): Promise<readonly string[]> {
  const data: string[] = [];
  if (count === 0) return data;
  for await (const { records } of batches) {
    for (const { bytes } of records) {
      data.push(Buffer.from(bytes).toString());
      if (data.length === count) return data;
    }
  }
  return data;
}
