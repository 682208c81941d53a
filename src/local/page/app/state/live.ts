import type { Hello, Kept, LiveEvent, RequestList, RequestRow } from "../../api.ts";
import { mergeRows } from "../model/merge-rows.ts";
import { call, CallError } from "../wire/call.ts";
import { followEvents } from "../wire/follow-events.ts";
import { cell } from "./cell.ts";

/** What the page knows of the requests. */
export interface Live {
  /** `anew`: the local AWS was started again, and takes the page's token no more. */
  readonly link: "first" | "live" | "lost" | "anew";
  readonly hello?: Hello;
  /** Newest first. */
  readonly rows: readonly RequestRow[];
  readonly kept: Kept;
  /** While it is paused: the rows as they were. */
  readonly paused?: readonly RequestRow[];
}

const nothing: Kept = { from: 0, bodiesFrom: 0, bytes: 0, mostBytes: 0, mostRequests: 1000 };

/** The requests, live. */
export const live = cell<Live>({ link: "first", rows: [], kept: nothing });

/** Counts the changes of APIs: who shows one asks again. */
export const apisChanged = cell(0);

const change = (some: Partial<Live>) => live.set({ ...live.get(), ...some });

/** Holds the list still, or lets it go on. */
export function pauseOrGoOn(): void {
  const { paused, ...rest } = live.get();
  live.set(paused === undefined ? { ...rest, paused: rest.rows } : rest);
}

/** Forgets all requests, here and in the local AWS. */
export async function forgetRequests(): Promise<void> {
  await call("/requests", { method: "DELETE" }).catch(() => undefined);
}

/** Follows the local AWS for as long as the page is open. */
export async function follow(): Promise<void> {
  for (;;) {
    try {
      await readList();
      await followEvents(live.get().rows[0]?.id ?? 0, onEvent);
      change({ link: "lost" });
    } catch (error) {
      const anew = error instanceof CallError && error.code === "token";
      change({ link: anew ? "anew" : "lost" });
      if (anew) return;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function readList(): Promise<void> {
  const { rows, kept } = await call<RequestList>("/requests");
  change({ rows, kept });
}

function onEvent(event: LiveEvent): void {
  if (event.type === "hello") {
    const { type: _, ...hello } = event;
    change({ link: "live", hello, kept: event.kept });
  } else if (event.type === "requests") {
    change({ rows: mergeRows(live.get().rows, event.rows, event.kept), kept: event.kept });
    if (event.skipped > 0) void readList().catch(() => undefined);
  } else if (event.type === "cleared") {
    const { paused: _, ...rest } = live.get();
    live.set({ ...rest, rows: [], kept: event.kept });
  } else if (event.type === "apis") {
    apisChanged.set(apisChanged.get() + 1);
  }
}
