import { isForeign } from "../../../aws/probe/knock.ts";
import { explain } from "../../../aws/explain/explain.ts";
import { CliError, InterruptedError } from "../../../engine/errors.ts";
import { acceptWords, BYTES, JSON_TYPES } from "../../../mapping/content-types.ts";
import { ErrorWithResult, type Result } from "../../../report/error-with-result.ts";
import { whereGiven, setTo } from "../../../settings/where-given.ts";
import { stream } from "../../../steps/index.ts";
import type { Session } from "../../session.ts";
import { samePayload } from "./same-payload.ts";
import type { Posted } from "./post-events.ts";
import { refusedHint } from "./refused-hint.ts";
import { percentiles, type Arrived, type Sent } from "./match-records.ts";

/** What came of sending events. */
export interface SendOutcome extends Posted {
  readonly url: string;
  readonly contentType: string;
  /** The number of events to send. */
  readonly asked: number;
  /** The events that were answered 2xx. */
  readonly stored: readonly Sent[];
  /** The record of each of them, where it was found. */
  readonly found: readonly (Arrived | undefined)[];
  /** How long the records were waited for, in milliseconds. */
  readonly patience: number;
}

/** Was the event accepted? */
export function accepted({ answer: { status } }: Sent): boolean {
  return status >= 200 && status < 300;
}

/** Reports what came of it; throws when not everything is in the stream as it was sent. */
export function sendReport(session: Session, outcome: SendOutcome): void {
  const failure = failureOf(session, outcome);
  const result = outcome.asked === 1 && outcome.sent.length === 1 ? one(outcome) : many(outcome);
  if (failure === undefined) return session.report.result(result.value, result.lines);
  if (outcome.sent.length === 0) throw failure;
  const { message, hint, exitCode, cause } = failure;
  throw new ErrorWithResult(message, { hint, exitCode, cause }, result);
}

function one({ sent: [sent], stored, found: [arrived] }: SendOutcome): Result {
  const { status, body } = sent!.answer;
  if (arrived === undefined) return { value: { status, answer: body }, lines: [] };
  const { shardId, sequenceNumber, partitionKey } = arrived.record;
  const latencyMs = arrived.at - sent!.start;
  const changed = alteredOf({ stored, found: [arrived] }).length > 0 && { altered: true };
  return {
    value: { status, shardId, sequenceNumber, partitionKey, latencyMs, answer: body, ...changed },
    lines: [`${status} ${shardId} ${sequenceNumber} ${latencyMs} ms`],
  };
}

function many(outcome: SendOutcome): Result {
  const { asked, sent, unanswered, stored, found } = outcome;
  const latencies = stored.flatMap((each, index) => (found[index] === undefined ? [] : [found[index].at - each.start]));
  const statuses: Record<string, number> = {};
  for (const { answer } of sent) statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
  const [answered, arrived] = [percentiles(sent.map(({ answeredMs }) => answeredMs)), percentiles(latencies)];
  const line = (name: string, p: typeof answered): string =>
    `${name} p50 ${p.p50} ms, p90 ${p.p90} ms, p99 ${p.p99} ms, max ${p.max} ms`;
  const counts = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`);
  if (unanswered > 0) counts.push(`${unanswered} without an answer`);
  const altered = alteredOf(outcome).length;
  const missing = stored.length - latencies.length;
  const whole = sent.length === asked;
  return {
    value: {
      sent: sent.length,
      ...(!whole && { asked, unanswered }),
      statuses,
      inStream: latencies.length,
      missing,
      altered,
      answeredMs: answered,
      latencyMs: arrived,
    },
    lines: [
      `${sent.length}${whole ? "" : ` of ${asked}`} sent (${counts.join(", ")}), ${latencies.length} in the stream${
        missing > 0 ? `, ${missing} ${whole ? "missing" : "not seen yet"}` : ""
      }`,
      ...(sent.length > 0 ? [line("answered:     ", answered)] : []),
      ...(latencies.length > 0 ? [line("in the stream:", arrived)] : []),
    ],
  };
}

/** The events whose records differ from what was sent, each with its record. */
function alteredOf({ stored, found }: Pick<SendOutcome, "stored" | "found">): readonly (readonly [Sent, Arrived])[] {
  return stored.flatMap((sent, index) => {
    const arrived = found[index];
    return arrived === undefined || samePayload(sent.bytes, arrived.record.bytes) ? [] : [[sent, arrived] as const];
  });
}

function failureOf(session: Session, outcome: SendOutcome): CliError | undefined {
  if (outcome.halt !== undefined) return brokenOff(session, outcome);
  return missing(outcome) ?? altered(session, outcome) ?? refused(session, outcome);
}

function brokenOff({ place, config }: Session, { halt, sent, asked, unanswered }: SendOutcome): CliError {
  if (halt instanceof InterruptedError && sent.length === 0) return new InterruptedError();
  const known = halt instanceof CliError ? halt : explain(halt, { ...place, region: config.region });
  if (known === undefined) throw halt;
  if (sent.length === 0 && (halt as { code?: unknown }).code === "ECONNREFUSED") return known;
  const unsure = unanswered > 0 ? "Events without an answer may be in the stream, too. " : "";
  const hint = `${unsure}The same command sends ${asked === 1 ? "it" : `all ${asked}`} again.`;
  return new CliError(known.message, { hint, exitCode: known.exitCode, cause: halt });
}

function missing({ url, asked, sent, stored, found, patience }: SendOutcome): CliError | undefined {
  const lost = found.filter((each) => each === undefined).length;
  if (lost === 0) return undefined;
  const what =
    asked === 1
      ? `answered ${sent[0]?.answer.status}, but the record`
      : `answered 2xx, but ${lost} of ${stored.length} records`;
  return new CliError(`${url} ${what} did not arrive within ${patience / 1_000} s.`, {
    hint: 'Run "kinesis-proxy status" to see whether the stage serves what is configured.',
  });
}

function altered({ config, settings }: Session, outcome: SendOutcome): CliError | undefined {
  const all = alteredOf(outcome);
  const [first] = all;
  if (first === undefined) return undefined;
  const [{ bytes }, { record }] = first;
  const what = outcome.asked === 1 ? "The record arrived, but altered" : `${all.length} records arrived, but altered`;
  const sizes = `${bytes.byteLength} bytes were sent, ${record.bytes.byteLength} are stored`;
  const types = acceptWords([...(config.accept ?? JSON_TYPES), BYTES]);
  return new CliError(`${what}: ${sizes}.`, {
    hint: `A body of the type ${outcome.contentType} must be UTF-8. For binary data: ${setTo("accept", types, whereGiven(settings))}, then send --content-type ${BYTES}.`,
  });
}

function refused({ config, known, settings }: Session, { url, contentType, sent }: SendOutcome): CliError | undefined {
  const bad = sent.find((one) => !accepted(one));
  if (bad === undefined) return undefined;
  const { status, body } = bad.answer;
  if (config.endpoint !== undefined && isForeign(bad.answer))
    return new CliError(`${url} does not work (it answers ${status}, and not as API Gateway does).`, {
      hint: 'Not every emulator can serve what it stores. The local AWS of this program does: "kinesis-proxy dev".',
    });
  const largest = known.get(stream)?.facts["max-record-size"] ?? config.maxRecordSize ?? 1_024;
  const hint = refusedHint(
    { status, contentType, bytes: bad.bytes.byteLength, body, largest },
    config,
    whereGiven(settings),
  );
  return new CliError(`${url} answered ${status}: ${shown(body.trim()) || "(nothing)"}`, { hint });
}

/** A proxy in between may answer with a page of HTML, which is not shown whole. */
function shown(body: string): string {
  return body.length > 500 ? `${body.slice(0, 499)}…` : body;
}
