import type { Call } from "../execute-api/call.ts";
import type { PhaseName } from "../execute-api/trail/phases.ts";
import type { Trace } from "../execute-api/trail/trace.ts";
import type { CustomDomain } from "../http/address.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import type { RequestRow } from "../page/api/request-row.ts";

/** The stage that a request is for, whether or not it exists. */
export interface Target {
  readonly apiId: string;
  readonly stage: string;
  /** What follows the stage, as sent. */
  readonly path: string;
  readonly domain?: CustomDomain | undefined;
}

/** A request with its answer, to be recorded. */
export interface Exchanged {
  readonly request: WireRequest;
  readonly target: Target;
  readonly trace: Trace<Call>;
  readonly response: WireResponse;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A request that was recorded. */
export interface Recorded {
  /** 1, 2, 3 … */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** As it came in; its body is empty once it is gone. */
  readonly request: WireRequest;
  readonly target: Target;
  /** As it was answered; absent where API Gateway's front end refused. */
  readonly call: Call | undefined;
  /** HTTP status of what went back. */
  readonly status: number;
  /** What went back, where API Gateway's phases did not make it. */
  readonly foreign: WireResponse | undefined;
  /** A fault, or a guard, answered in the place of API Gateway. */
  readonly isStruck: boolean;
  /** From the whole request to the answer. */
  readonly ms: number;
  readonly replayOf: number | undefined;
  /** The first phase that did not end; undefined when all did. */
  readonly stoppedIn: PhaseName | undefined;
  /** How many milliseconds each phase took, by its place; undefined where it did not end. */
  readonly took: (phase: number) => number | undefined;
  /** The bodies are no longer kept. */
  readonly gone: boolean;
  /** Worked out before the bodies went. */
  readonly row: RequestRow | undefined;
}
