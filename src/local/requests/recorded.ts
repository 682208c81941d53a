import type { Call } from "../execute-api/call.ts";
import type { Trace } from "../execute-api/trace.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import type { RequestRow } from "../page/api/request-row.ts";

/** A request to an endpoint as it is kept: what its templates need to be rendered again, and no rendering. */
export interface Recorded {
  /** 1, 2, 3 … */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** As it came in; its body is empty once it is gone. */
  request: WireRequest;
  readonly target: Target;
  readonly trace: Trace<Call>;
  /** What went back. */
  response: WireResponse;
  /** From the whole request to the answer. */
  readonly ms: number;
  readonly replayOf: number | undefined;
  /** About how many bytes of memory the bodies take. */
  bodies: number;
  /** The same of the rest. */
  readonly rest: number;
  /** Set once the bodies are gone. */
  row?: RequestRow;
}

/** The stage that a request is for, whether or not it exists. */
export interface Target {
  readonly apiId: string;
  readonly stage: string;
  /** What follows the stage, as sent. */
  readonly path: string;
}
