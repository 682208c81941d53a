import type { RecordLook } from "../../../src/report/record/record-look.ts";

/** How records look on a wide terminal without colours, twelve seconds into 2026. */
export const plainLook: RecordLook = {
  style: "pretty",
  delimiter: "\n",
  colour: false,
  time: "utc",
  hidden: new Set(),
  hidesRandomKeys: false,
  hex: false,
  spans: undefined,
  width: undefined,
  now: () => Date.UTC(2026, 0, 1, 0, 0, 12),
};
