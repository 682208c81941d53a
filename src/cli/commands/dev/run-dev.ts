import { rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { systemClock } from "../../../engine/clock.ts";
import { CliError } from "../../../engine/errors.ts";
import type { Reporter } from "../../../engine/events.ts";
import type { IO } from "../../../report/io.ts";
import { removeEmptyFolder } from "../../../state/empty-folder.ts";
import type { FileState } from "../../../state/file-state.ts";
import { lockPath } from "../../../state/lock/lock.ts";
import { proxy } from "../../../steps/index.ts";
import type { Call, Code } from "../../command.ts";
import type { Session } from "../../session.ts";
import { whichProxy } from "../../session/which-proxy.ts";
import { untilInterrupted } from "../../until-interrupted.ts";
import { requestEvent } from "../local/request-event.ts";
import { serveLocal } from "../local/serve-local.ts";
import { runUp } from "../up/run-up.ts";
import { devReading, type DevOptions, type DevReading } from "./dev-options.ts";
import { follow } from "./follow.ts";
import { namedFiles } from "./named-files.ts";
import type { MadeOf } from "./reload.ts";
import { requestFeed } from "./request-feed.ts";
import { sampleOf, type Sample } from "./sample.ts";
import { fileStates } from "./watch-files.ts";

/** Serves the local AWS, brings the proxy up on it, and shows its requests and records until Ctrl-C. */
export async function runDev(io: IO, options: DevOptions, open: Call["session"]): Promise<Code> {
  // First, so that no change is missed that is made meanwhile.
  const files = fileStates(namedFiles(io, options));
  const reading = await devReading(io, options);
  let report: Reporter | undefined;
  const feed = requestFeed({
    tell: (event) => report?.event(event),
    clock: systemClock,
    signal: io.signal,
    atOnce: reading.selects,
  });
  const { promise: serving, resolve: served } = signalled();
  // Faults are for the endpoint's callers, so they begin once it works.
  await using server = await serveLocal(
    io,
    "dev",
    options,
    {
      tell: (text) => report?.event({ type: "note", text }),
      request: ({ endpoint }) => {
        if (endpoint !== undefined && endpoint.probe !== true)
          feed.request(requestEvent(endpoint, { several: false, time: reading.time }));
      },
    },
    serving,
  );
  const there = { local: true, localPort: server.port, yes: true, ...(reading.json && { json: true }) };
  const which = await whichProxy(io, { ...options, ...there });
  const run: Run = ({ changes, again }, work) => {
    const reloads = changes && again;
    return open({ changes, again, options: there, ...(!reloads && { which }) }, (session) => {
      // A reload tells what it does in the report of the session that follows the stream.
      if (!reloads) report = session.report;
      return work(session);
    });
  };
  const made = { file: which.file, files };
  return await untilInterrupted(() => develop({ run, server, served, feed, reading, options, made }));
}

/** Opens a session and lends it. */
type Run = (
  how: { readonly changes: boolean; readonly again: boolean },
  work: (session: Session) => Promise<void>,
) => Promise<Code>;

interface Developing {
  readonly run: Run;
  readonly server: Awaited<ReturnType<typeof serveLocal>>;
  /** Called once the endpoint works. */
  readonly served: () => void;
  readonly feed: ReturnType<typeof requestFeed>;
  readonly reading: DevReading;
  readonly options: DevOptions;
  readonly made: MadeOf;
}

/** Brings the proxy up on the local AWS, then follows its stream. */
async function develop({ run, server, served, feed, reading, options, made }: Developing): Promise<Code> {
  let state: FileState | undefined;
  let sample: Sample | undefined;
  let locked = true;
  try {
    await run({ changes: true, again: false }, async (session) => {
      // The resources of an earlier local AWS are gone.
      await session.state.remove();
      state = session.state;
      session.io.atExit?.(() => removeNow(session.state.path, locked));
      await runUp(session, proxy, { probe: options.probe, alone: true });
      sample = await sampleOf(session);
    }).catch(withoutWayBack);
    locked = false;
    const first = sample;
    if (first === undefined) return 1;
    return await run({ changes: false, again: true }, async (session) => {
      served();
      const reload = (work: (session: Session) => Promise<void>) => run({ changes: true, again: true }, work);
      await follow({ session, server, feed, reading, options, made, reload, first });
    });
  } finally {
    await state?.remove();
    if (state !== undefined) await removeEmptyFolder(dirname(state.path));
  }
}

/** Replaces the hint, which refers to a local AWS that has ended. */
function withoutWayBack(error: unknown): never {
  if (!(error instanceof CliError) || error.exitCode === 2 || error.exitCode === 130) throw error;
  const hint = 'Nothing is left of this run. Run "kinesis-proxy dev --debug" to see each call.';
  throw new CliError(error.message, { hint, exitCode: error.exitCode, cause: error });
}

/** Removes the state file and the lock when the process ends at once. */
function removeNow(path: string, locked: boolean): void {
  rmSync(path, { force: true });
  if (locked) rmSync(lockPath(path), { force: true });
  try {
    rmdirSync(dirname(path));
  } catch {
    // The folder has other files.
  }
}

/** A promise, and what resolves it. */
function signalled(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve() };
}
