import type { Drift } from "../../engine/errors.ts";
import type { Outcome } from "../../engine/events.ts";
import type { Ids, StepName } from "../../engine/found.ts";
import type { Intent } from "../../engine/plan.ts";

/** What is said of a step, with the ids that are known. */
export type StepAnswer<K extends StepName, O extends string> = Partial<Ids[K]> & {
  readonly outcome: O;
  /** Why it is kept. */
  readonly reason?: string;
  readonly detail?: string;
  /** Where it differs from what was asked. */
  readonly drift?: readonly Drift[];
  /** Made by this tool: in the answer of `status`. */
  readonly ours?: boolean;
} & (K extends "key" ? { readonly value?: string } : unknown);

/** What a run answers: who, where, the URL, and each step. The same as `--json`. */
export interface Answer<O extends string> {
  readonly name: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Where the proxy answers; undefined before there is a REST API. */
  readonly url: string | undefined;
  /** A step that nobody asked for and that is not there is left out. `key.value` is there once: when the key is made. */
  readonly steps: { readonly [K in StepName]?: StepAnswer<K, O> };
  /** What carries the proxy's tag and is used by nothing. */
  readonly strays?: readonly unknown[];
}

/** What `up` and `down` answer. */
export type ProxyAnswer = Answer<Outcome>;

/** What `plan` answers. `toDo`: there is something to do, or in the way. */
export type PlanAnswer = Answer<Intent> & { readonly toDo: boolean };

/** What `status` answers. `asAsked`: nothing is missing or differs; also where there is nothing at all. */
export type StatusAnswer = Answer<"unchanged" | "repair" | "absent"> & { readonly asAsked: boolean };

/** What `send` answers of one event. */
export interface SentOne {
  readonly status: number;
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** From the request to the record that was read, in milliseconds. */
  readonly latencyMs: number;
  /** The endpoint's answer. */
  readonly answer: string;
}

/** What `send` answers of many events; times in milliseconds. */
export interface SentMany {
  readonly sent: number;
  /** How many got each status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly inStream: number;
  readonly missing: number;
  readonly altered: number;
  readonly answeredMs: Percentiles;
  readonly latencyMs: Percentiles;
}

/** Milliseconds; undefined where nothing was measured. */
export interface Percentiles {
  readonly p50: number | undefined;
  readonly p90: number | undefined;
  readonly p99: number | undefined;
  readonly max: number | undefined;
}

export type SendAnswer = SentOne | SentMany;
