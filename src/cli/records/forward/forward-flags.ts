import type { Flags } from "../../../settings/flags/flag.ts";

/** The flag that says how many records are under way. */
export const concurrencyFlag = {
  concurrency: { value: "<count>", text: "records under way at the same time, of different shards (8)" },
} as const satisfies Flags;
