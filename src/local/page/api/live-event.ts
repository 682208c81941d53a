import type { Kept, RequestRow } from "./request-row.ts";

/** A server-sent event: `event: TYPE`, `id: LAST REQUEST`, and the rest as JSON in `data`. */
export type LiveEvent =
  | ({ readonly type: "hello" } & Hello)
  /** Oldest first. `skipped` more were left out of this burst; the list of requests has them. */
  | { readonly type: "requests"; readonly rows: readonly RequestRow[]; readonly skipped: number; readonly kept: Kept }
  /** Somebody has cleared the list. */
  | { readonly type: "cleared"; readonly kept: Kept }
  /** A deployment, a stage or a definition has changed. */
  | { readonly type: "apis" };

/** The first event. */
export interface Hello {
  readonly version: string;
  /** Such as `http://127.0.0.1:4566`. */
  readonly url: string;
  readonly accountId: string;
  readonly kept: Kept;
  /** The command that makes a first endpoint, where the program has one. */
  readonly up?: string;
}
