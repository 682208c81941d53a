import type { Platform } from "../execute-api/platform.ts";
import type { Corner } from "./account.ts";

/** Calls from one service to another, with the faults that apply to them; the front door fills it in. Its region is "". */
export const innerCalls: Corner<{ call?: Platform["call"] }> = { name: "inner-calls", make: () => ({}) };
