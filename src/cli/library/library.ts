import type { DecodedRecord } from "../../engine/decoded-record.ts";
import { InterruptedError, UsageError } from "../../engine/errors.ts";
import type { Reporter } from "../../engine/events.ts";
import type { StepName } from "../../engine/found.ts";
import type { IO } from "../../report/io.ts";
import type { Needs, Session } from "../session.ts";
import { withSession } from "../session/with-session.ts";
import { bringUpAll } from "../commands/up/run-up.ts";
import { consentOf } from "../consent-of.ts";
import { handOver } from "./hand-over.ts";
import type { PlanAnswer, ProxyAnswer, SendAnswer, StatusAnswer } from "./library-answers.ts";
import {
  refuseUnknown,
  type DownOptions,
  type LibraryFunction,
  type PlanOptions,
  type ProxyOptions,
  type ReadOptions,
  type SendOptions,
  type UpOptions,
} from "../library-options.ts";

/** Brings the proxy up and waits until it works, as `kinesis-proxy up` does. Throws a `CliError`: a sentence, a hint, an exit code. */
export async function up({ probe = true, ...options }: UpOptions = {}): Promise<ProxyAnswer> {
  const what = { type: "up" } as const;
  const run = (session: Session) => bringUpAll(session, { probe });
  const { answer } = await call("up", options, { changes: true, looks: "wanted", what }, run);
  return answer as ProxyAnswer;
}

/** Takes away all that is ours without a question, as `kinesis-proxy down --yes` does. What stays is `kept`, with the reason. */
export async function down(options: DownOptions = {}): Promise<ProxyAnswer> {
  const needs = { changes: true, looks: "all", consent: consentOf(options) } as const;
  const { dismantleAll } = await import("../commands/down/run-down.ts");
  const { answer } = await call("down", options, needs, (session) => dismantleAll(session, { keep: kept(options) }));
  return answer as ProxyAnswer;
}

/** What `up`, or with `down` `down`, would do, read from AWS; changes nothing. */
export async function plan(options: PlanOptions = {}): Promise<PlanAnswer> {
  const isDown = options.down;
  const { showPlan } = await import("../commands/plan/run-plan.ts");
  const what = isDown === true ? ({ type: "down", keep: kept(options) } as const) : ({ type: "up" } as const);
  const looks = isDown === true ? "all" : "wanted";
  const needs = { changes: false, plans: true, looks, consent: consentOf(options) } as const;
  let answer: unknown;
  const toDo = await call(
    "plan",
    options,
    needs,
    (session) => showPlan(session, what),
    (value) => (answer = value),
  );
  return { ...(answer as Omit<PlanAnswer, "toDo">), toDo };
}

/** Each resource as AWS has it: there or not, ours or not, as asked or not; changes nothing. */
export async function status(options: ProxyOptions = {}): Promise<StatusAnswer> {
  const { showStatus } = await import("../commands/status/run-status.ts");
  let answer: unknown;
  const needs = { changes: false, looks: "all" } as const;
  const asAsked = await call("status", options, needs, showStatus, (value) => (answer = value));
  return { ...(answer as Omit<StatusAnswer, "asAsked">), asAsked };
}

/** POSTs events and waits until their records are in the stream. Throws where one is refused, does not arrive or is altered. */
export async function send(options: SendOptions = {}): Promise<SendAnswer> {
  refuseUnknown("send", options);
  const { body, bodies, count: times = 1, rate: most, contentType: type, batch = false, ...others } = options;
  const { contentType: typeOf } = await import("../../settings/parse.ts");
  const { rateOf, timesOf } = await import("../commands/send/send-limits.ts");
  const count = timesOf("count")(String(times));
  const rate = most === undefined ? undefined : rateOf("rate")(String(most));
  const contentType = type === undefined ? undefined : typeOf(type, "contentType");
  if (bodies?.length === 0) throw new UsageError("bodies is empty.", "Leave it out to send the sample event.");
  const { SAMPLE_EVENT } = await import("../../mapping/sample-event.ts");
  const { sendEvents } = await import("../commands/send/run-send.ts");
  const events = (bodies ?? [body ?? SAMPLE_EVENT]).map((one) => Buffer.from(one as string));
  let answer: unknown;
  const run = (session: Session) => sendEvents(session, events, { count, rate, contentType, batch });
  await call("send", others, { changes: false }, run, (value) => (answer = value));
  return answer as SendAnswer;
}

/** What is in the stream now, decoded: one pass over all shards, until caught up. */
export function readRecords(options: ReadOptions = {}): AsyncIterableIterator<DecodedRecord> {
  return records("readRecords", options, false);
}

/** The records as they arrive, decoded, across splits and merges of shards; ends with `signal`, or when the loop is left. */
export function tail(options: ReadOptions = {}): AsyncIterableIterator<DecodedRecord> {
  return records("tail", options, true);
}

function records(called: "readRecords" | "tail", options: ReadOptions, endless: boolean) {
  refuseUnknown(called, options);
  const {
    since,
    until,
    limit,
    shard,
    key,
    grep,
    exclude,
    where,
    decode = true,
    idleTimeout,
    signal,
    ...others
  } = options;
  const chosen = { since, until, limit: limit?.toString(), shard, key, grep, exclude, where, decode, idleTimeout };
  const selection = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
  const stop = new AbortController();
  const all = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const from = { type: endless ? "latest" : "trim-horizon" } as const;
  return handOver<DecodedRecord>(
    async (give) => {
      const { selectedRecords } = await import("../records/show-records.ts");
      const run = async (session: Session): Promise<void> => {
        const found = selectedRecords(session, { ...selection, decode }, { endless, since: from });
        for await (const record of found) await give(record);
      };
      await call(called, { ...others, signal: all }, { changes: false }, run).catch((error: unknown) => {
        // A signal is how one ends it.
        if (!(error instanceof InterruptedError)) throw error;
      });
    },
    () => stop.abort(new InterruptedError()),
  );
}

/** Runs what a command runs; `answered` hears its answer. */
async function call<T>(
  called: LibraryFunction,
  options: ProxyOptions,
  needs: Omit<Needs, "command">,
  work: (session: Session) => Promise<T>,
  answered: (value: unknown) => void = () => undefined,
): Promise<T> {
  refuseUnknown(called, options);
  const { cwd = ".", env = {}, signal = new AbortController().signal, onEvent, ...flags } = options;
  const report: Reporter = {
    event: (event) => onEvent?.(event),
    result: answered,
    item: () => Promise.resolve(),
    close: () => undefined,
  };
  const io = silent(cwd, env, signal);
  // Without a terminal nothing is asked: a question that is not answered by an option is refused.
  return (await withSession(io, { ...flags, color: false }, { report }, { command: called, ...needs }, work)) as T;
}

function kept({ keepStream }: DownOptions): ReadonlySet<StepName> {
  return new Set(keepStream === true ? ["stream"] : []);
}

function silent(cwd: string, env: IO["env"], signal: AbortSignal): IO {
  const nowhere = { write: () => true };
  const nothing: IO["stdin"] = {
    [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
  };
  return { stdout: nowhere, stderr: nowhere, stdin: nothing, env, cwd, signal };
}
