import { version as own } from "../../../../version.ts";
import { ok, type Check } from "../check.ts";

/** The version of this program. */
export const version: Check = {
  name: "version",
  title: "Version",
  needs: [],
  run: async () => ok(`kinesis-proxy ${own()}`),
};
