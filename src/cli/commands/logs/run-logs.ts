import { isGone } from "../../../aws/faults.ts";
import { systemClock } from "../../../engine/clock.ts";
import { CliError } from "../../../engine/errors.ts";
import { need } from "../../../engine/need.ts";
import { locate } from "../../../engine/run/up.ts";
import { defaultAccessLogFormat } from "../../../mapping/response/access-log.ts";
import { statusesOf } from "../../../mapping/response/statuses.ts";
import { merge } from "../../../records/read/merge.ts";
import { colourful } from "../../../report/io.ts";
import { api } from "../../../steps/index.ts";
import { stageOf } from "../../../steps/stage/stage.ts";
import { followLog, logEvents, type LogRange } from "../../../watch/logs/log-events.ts";
import type { LogEvent } from "../../../watch/logs/log-event.ts";
import { requestEntry } from "../../../watch/logs/request-entry.ts";
import type { Call, Code } from "../../command.ts";
import type { Session } from "../../session.ts";
import { untilInterrupted } from "../../until-interrupted.ts";
import { logSelection, type LogOptions, type LogSelection } from "./log-selection.ts";
import { plainText, requestText } from "./log-line.ts";

/** Shows the lines that the options select, and with --follow those that come. */
export async function runLogs({ session }: Pick<Call, "session">, options: LogOptions): Promise<Code> {
  const selection = await logSelection(options, systemClock.now());
  return untilInterrupted(() =>
    // Here, --status selects lines.
    session({ options: { tells: true, status: undefined } }, async (session) => {
      await locate([api], session);
      await show(session, await groupsOf(session, options), options.follow === true, selection);
    }),
  );
}

type Log = "access" | "execution";

interface Groups {
  readonly groups: ReadonlyMap<Log, string>;
  /** Are the lines of the access log in the usual format, which filter patterns know? */
  readonly usual: boolean;
}

/** The log groups to read, by what they hold. Throws where the stage writes none. */
async function groupsOf(session: Session, { execution }: LogOptions): Promise<Groups> {
  const restApiId = need(session, api).ids.id;
  const { stage: name } = session.config;
  const stage = await stageOf(session, restApiId, name);
  const groups = new Map<Log, string>();
  const arn = stage?.accessLogSettings?.destinationArn;
  const group = arn === undefined ? undefined : /:log-group:([^:]+)/.exec(arn)?.[1];
  if (group !== undefined) groups.set("access", group);
  if (execution === true) groups.set("execution", `API-Gateway-Execution-Logs_${restApiId}/${name}`);
  const usual = stage?.accessLogSettings?.format === defaultAccessLogFormat;
  if (group !== undefined || execution === true) return { groups, usual };
  throw new CliError(
    arn === undefined
      ? `The stage ${name} writes no access log.`
      : `The access log of the stage ${name} goes to Firehose, not to CloudWatch Logs.`,
    {
      hint: arn === undefined ? 'To have one: "kinesis-proxy up --access-log".' : "Read it where Firehose delivers it.",
    },
  );
}

async function show(
  session: Session,
  { groups, usual }: Groups,
  follow: boolean,
  selection: LogSelection,
): Promise<void> {
  const { io, report, json, colors, config, signal } = session;
  const look = { json, colour: colourful(io.stdout, io.env, colors) };
  const statuses = statusesOf(config.status);
  let [shown, unread] = [0, 0];
  const line = (log: Log, event: LogEvent): string | undefined => {
    const entry = log === "access" ? requestEntry(event, statuses) : undefined;
    if (entry !== undefined && !selection.fits(entry)) return undefined;
    if (entry === undefined && log === "access" && selection.ofRequests) {
      unread += 1;
      return undefined;
    }
    const text = entry === undefined ? plainText(event, log, look) : requestText(entry, look);
    return selection.matches(entry === undefined ? event.message : `${event.message} ${entry.why ?? ""}`)
      ? text
      : undefined;
  };
  const all = merge<readonly { readonly log: Log; readonly event: LogEvent }[]>(signal, async (hand, both) => {
    await Promise.all(
      [...groups].map(async ([log, group]) => {
        // Lines of another format would be left out without a word.
        const pattern = log === "access" && usual ? selection.pattern : undefined;
        const range = { group, since: selection.since, until: selection.until, pattern };
        for await (const events of linesOf(session, log, range, follow, both))
          await hand(events.map((event) => ({ log, event })));
      }),
    );
  });
  for await (const batch of inOrder(all, follow || groups.size === 1)) {
    for (const { log, event } of batch) {
      const text = line(log, event);
      if (text === undefined) continue;
      await report.item(`${text}\n`);
      shown += 1;
      if (shown >= selection.limit) return;
    }
  }
  if (unread > 0)
    report.event({
      type: "note",
      text: `Left out by --status and --slow: ${unread} ${unread === 1 ? "line" : "lines"} of another format, whose status and latency cannot be read.`,
    });
  if (shown === 0 && unread === 0)
    report.event({ type: "note", text: `No lines since ${new Date(selection.since).toISOString()}.` });
}

interface Line {
  readonly log: Log;
  readonly event: LogEvent;
}

/** Of two logs that are read to their end, the lines by time. */
async function* inOrder(all: AsyncIterable<readonly Line[]>, asTheyCome: boolean): AsyncGenerator<readonly Line[]> {
  if (asTheyCome) return yield* all;
  const lines: Line[] = [];
  for await (const batch of all) lines.push(...batch);
  yield lines.sort((one, other) => one.event.at - other.event.at);
}

async function* linesOf(
  { clients, clock, report }: Session,
  log: Log,
  range: LogRange,
  follow: boolean,
  signal: AbortSignal,
): AsyncGenerator<readonly LogEvent[]> {
  const logs = await clients.lazily.logs();
  for (;;) {
    try {
      return yield* follow ? followLog(range, { logs, clock, signal }) : logEvents(range, { logs, signal });
    } catch (error) {
      if (!isGone(error)) throw error;
      if (!follow)
        throw new CliError(`There is no log group ${range.group}.`, {
          hint:
            log === "access"
              ? 'It was deleted: "kinesis-proxy up" makes it anew.'
              : 'API Gateway makes it with the first request after "kinesis-proxy up --execution-log info".',
        });
      // API Gateway makes its own group with the first request.
      report.event({ type: "wait", text: `There is no log group ${range.group} yet; waiting for it.` });
      await clock.sleep(2_000, signal);
    }
  }
}
