import type { Platform, ServiceCall } from "../execute-api/platform.ts";
import type { WireResponse } from "../http/wire.ts";
import type { Account, Corner } from "./account.ts";

/** Calls from one service to another, with the faults that apply to them; the front door fills it in. Its region is "". */
export const innerCalls: Corner<{ call?: Platform["call"] }> = { name: "inner-calls", make: () => ({}) };

/** Calls a service; undefined where the connection is cut. */
export async function innerCall(account: Account, asked: ServiceCall): Promise<WireResponse | undefined> {
  try {
    return await account.corner(innerCalls, "").call?.(asked);
  } catch {
    return undefined;
  }
}
