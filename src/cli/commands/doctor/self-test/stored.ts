import { readRecords } from "../../../../records/read/read-records.ts";
import type { Lab } from "./lab.ts";

/** The bytes of all records that are in the lab's stream. */
export function stored(lab: Lab): Promise<readonly Buffer[]> {
  return lab.session(async ({ clients, clock, config, place }) => {
    const from = { streamName: config.streamName, position: { type: "trim-horizon" }, local: place.local } as const;
    const all: Buffer[] = [];
    for await (const { records } of readRecords(clients.kinesis, { ...from, clock, signal: lab.signal }))
      all.push(...records.map(({ bytes }) => Buffer.from(bytes)));
    return all;
  });
}
