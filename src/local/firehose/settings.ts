import type { Corner } from "../account/account.ts";

/** How this Firehose behaves, for an account in all its regions. Change it at any time. */
export interface FirehoseSettings {
  /** Milliseconds that a delivery stream is CREATING or DELETING. */
  createMs: number;
  deleteMs: number;
}

/** The settings' place in an account, in region "". */
export const firehoseSettings: Corner<FirehoseSettings> = {
  name: "firehose.settings",
  make: () => ({ createMs: 0, deleteMs: 0 }),
};
