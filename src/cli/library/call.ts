import type { Event, Reporter } from "../../engine/events.ts";
import type { IO } from "../../report/io.ts";
import type { Code, Command } from "../command.ts";
import type { GlobalOptions } from "../global-flags.ts";
import { runCommand } from "../run-command.ts";
import type { ReadSession, Session } from "../session.ts";
import { withSession, withStreams } from "../session/with-session.ts";
import { refuseUnknown, type LibraryFunction, type ProxyOptions } from "./library-options.ts";

/** Runs a command; its answer is the document of --json. `own` are options that the library sets itself. */
export async function runAs<T>(
  called: LibraryFunction,
  command: Command,
  options: ProxyOptions,
  own: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly answer: T; readonly code: Code }> {
  const { io, flags, report, answer } = caller(called, options);
  const code = await runCommand(command, { io, options: { ...flags, ...own }, argument: undefined }, { report });
  return { answer: answer<T>(), code };
}

/** Opens a session and lends it to `work`; gives the answer that `work` reports, if it does. */
export async function inSession<T>(
  called: LibraryFunction,
  options: ProxyOptions,
  work: (session: Session) => Promise<void>,
): Promise<T> {
  const { io, flags, report, answer } = caller(called, options);
  await withSession(io, flags, { report }, { command: called, changes: false }, work);
  return answer<T>();
}

/** The same for `work` that only reads streams which were named: no service but Kinesis is called. */
export async function inStreams(
  called: LibraryFunction,
  options: ProxyOptions,
  work: (session: ReadSession) => Promise<void>,
): Promise<void> {
  const { io, flags, report } = caller(called, options);
  await withStreams(io, flags, { report }, work);
}

/** A caller without a terminal: a question that no option answers is refused. */
function caller(called: LibraryFunction, options: ProxyOptions) {
  refuseUnknown(called, options);
  const { cwd = ".", env = {}, signal = new AbortController().signal, onEvent: _, ...given } = options;
  // Every step is one of the list: the engine does not know their names.
  const listener: { onEvent?(event: Event): void } = options;
  let answer: unknown;
  const report: Reporter = {
    event: (event) => listener.onEvent?.(event),
    result: (value) => void (answer = value),
    item: () => Promise.resolve(),
    close: () => undefined,
  };
  const flags: GlobalOptions = { ...given, color: false };
  // What a command reports is typed where it is made; a reporter takes any value.
  return { io: silent(cwd, env, signal), flags, report, answer: <T>() => answer as T };
}

function silent(cwd: string, env: IO["env"], signal: AbortSignal): IO {
  const nowhere = { write: () => true };
  const nothing: IO["stdin"] = {
    [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
  };
  return { stdout: nowhere, stderr: nowhere, stdin: nothing, env, cwd, signal };
}
