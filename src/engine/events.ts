import type { Drift } from "./errors.ts";

/** What became of a step. */
export type Outcome = "created" | "repaired" | "unchanged" | "removed" | "absent" | "kept";

/** Everything a run says while it works; `N`: the names of its steps. Code that works emits these; code that prints reads them. */
export type Event<N extends string = string> =
  /** What this run is going to do, before it begins. */
  | { readonly type: "steps"; readonly steps: readonly { readonly name: N; readonly title: string }[] }
  | { readonly type: "step.start"; readonly step: N; readonly title: string }
  | { readonly type: "step.note"; readonly step: N; readonly text: string }
  | {
      readonly type: "step.done";
      readonly step: N;
      readonly title: string;
      readonly outcome: Outcome;
      /** Why it is kept, or what was repaired. */
      readonly detail: string | undefined;
    }
  | { readonly type: "step.fail"; readonly step: N; readonly title: string }
  | { readonly type: "note"; readonly text: string }
  | { readonly type: "warning"; readonly text: string }
  | { readonly type: "wait"; readonly text: string }
  /** How far it has come: for a terminal's moving line only. */
  | { readonly type: "progress"; readonly text: string }
  | CallEvent
  | RequestEvent;

/** A request to an endpoint of the local AWS. Never carries its query, its headers or its body. */
export interface RequestEvent {
  readonly type: "request";
  /** 1, 2, 3 …, as the page counts them. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The time for people; "" for none. */
  readonly time: string;
  readonly method: string;
  /** API and stage, such as `abc123/production`, where there are several endpoints. */
  readonly endpoint?: string;
  /** Below the stage. */
  readonly path: string;
  /** HTTP status of the answer; 0: the connection was cut. */
  readonly status: number;
  readonly ms: number;
  /** The request that this one replays. */
  readonly replayOf?: number;
  /** Where its records went: the first of a batch, how many there are, and how many Kinesis refused. */
  readonly stored?: {
    readonly stream: string;
    readonly shardId: string;
    readonly sequenceNumber: string;
    readonly count: number;
    readonly failed: number;
  };
  readonly refused?: RefusedRequest;
}

/** Why a request was refused. */
export interface RefusedRequest {
  /** What refused it, such as `validation`. */
  readonly phase: string;
  /** API Gateway's name for it, such as INVALID_API_KEY, or the error code of Kinesis. */
  readonly type: string;
  /** One sentence. */
  readonly why: string;
  /** The settings that decide it, as users write them. */
  readonly settings: readonly string[];
  /** What to do about it, in a sentence. */
  readonly change?: string;
}

/** One call to AWS, for `--debug`. Never carries a credential. */
export interface CallEvent {
  readonly type: "call";
  readonly operation: string;
  /** HTTP status; undefined when no answer came. */
  readonly status: number | undefined;
  readonly attempts: number;
  readonly ms: number;
  readonly requestId: string | undefined;
  readonly error: string | undefined;
}

/** Where events and answers go. Renderers decide what a person, a log or a program sees of them. */
export interface Reporter {
  event(event: Event): void;
  /** The command's one answer: `value` for `--json`, `lines` for people; on stdout. */
  result(value: unknown, lines: readonly string[]): void;
  /** One of many answers, as they come; resolves when there is room for the next one. */
  item(line: string | Uint8Array): Promise<void>;
  /** Stops whatever moves on the terminal. */
  close(): void;
}

/** What differs, in one line: "shards: 1 → 2, policy". Values are shown where they are short. */
export function describeDrift(drift: readonly Drift[]): string {
  const told = drift.length > 1 ? drift.filter(({ field }) => field !== "tags") : drift;
  const shown = told.slice(0, 4).map(({ field, wanted, actual }) => {
    // Of many, only their names would say something.
    if (field === "tags" && typeof wanted === "object") return field;
    const values = [actual, wanted].map(show);
    return values.every((value) => value.length <= 60) ? `${field}: ${values.join(" → ")}` : field;
  });
  return [...shown, ...(told.length > 4 ? [`${told.length - 4} more`] : [])].join(", ");
}

function show(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text === "" ? "none" : text;
}
