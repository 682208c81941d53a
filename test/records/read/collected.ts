import type { StreamRecord } from "../../../src/records/read/stream-record.ts";

/** The data of the records that come, at most `count` of them. */
export async function collected(records: AsyncIterable<StreamRecord>, count = Infinity): Promise<readonly string[]> {
  const data: string[] = [];
  if (count === 0) return data;
  for await (const { bytes } of records) {
    data.push(Buffer.from(bytes).toString());
    if (data.length === count) break;
  }
  return data;
}
