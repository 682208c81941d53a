import type { Drift } from "../../engine/errors.ts";
import type { Outcome } from "../../engine/events.ts";
import type { StepIds, StepName } from "../../steps/index.ts";
import type { Intent } from "../../engine/run/plan.ts";

/** A step in an answer, with its ids as far as they are known. */
export type StepAnswer<K extends StepName, O extends string> = Partial<StepIds[K]> & {
  readonly outcome: O;
  /** Why the step is kept. */
  readonly reason?: string;
  readonly detail?: string;
  /** Where the resource differs from what was asked. */
  readonly drift?: readonly Drift[];
  /** Made by this tool: in the answer of `status`. */
  readonly ours?: boolean;
} & (K extends "key" ? { readonly value?: string } : unknown);

/** The answer of a run: the proxy, its AWS, its URL and each step; the document of `--json`. */
export interface Answer<O extends string> {
  readonly name: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** The invoke URL; undefined before there is a REST API. */
  readonly url: string | undefined;
  /** Without optional steps that were not asked for and do not exist. `key.value` is in the answer of the run that creates the key. */
  readonly steps: { readonly [K in StepName]?: StepAnswer<K, O> };
  /** In the answers of `up` and `status`: anybody may call: there is no address list, no API key and no IAM. */
  readonly open?: boolean;
  /** Set while the proxy is paused: every request gets 429. */
  readonly paused?: true;
  /** Resources with the proxy's tag that it does not use. */
  readonly strays?: readonly unknown[];
}

/** The answer of `up` and `down`. */
export type ProxyAnswer = Answer<Outcome>;

/** The answer of `plan`. `toDo`: there is something to do, or something prevents it. */
export type PlanAnswer = Answer<Intent> & { readonly toDo: boolean };

/** The answer of `status`. `asAsked`: nothing is missing or differs; also true where nothing was asked and nothing exists. */
export type StatusAnswer = Answer<"unchanged" | "repair" | "absent"> & { readonly asAsked: boolean };

/** The answer of `send` for one event. */
export interface SentOne {
  readonly status: number;
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** Milliseconds from the request until its record was read. */
  readonly latencyMs: number;
  /** The body of the endpoint's response. */
  readonly answer: string;
}

/** The answer of `send` for several events; times in milliseconds. */
export interface SentMany {
  readonly sent: number;
  /** The number of responses with each status. */
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
