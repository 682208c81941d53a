import { setMaxListeners } from "node:events";
import { existsSync } from "node:fs";
import { createClients, defaultRegion } from "../aws/clients.ts";
import { proxyName } from "../aws/proxy-for.ts";
import { explain } from "../aws/explain.ts";
import { readAhead } from "../aws/read-ahead.ts";
import { recall } from "../aws/recall.ts";
import { regionalRoleName } from "../aws/roles.ts";
import { whoAmI } from "../aws/who-am-i.ts";
import { systemClock } from "../engine/clock.ts";
import type { Clients, Clock, Config, Consent, Context } from "../engine/context.ts";
import { CliError, GO_ON, InterruptedError, TimedOutError, UsageError } from "../engine/errors.ts";
import type { Reporter } from "../engine/events.ts";
import { knownNothing } from "../engine/known.ts";
import { AnsweredError } from "../report/answered-error.ts";
import { chooseReporter } from "../report/choose.ts";
import type { IO } from "../report/io.ts";
import { removeEmptyFolder } from "../state/empty-folder.ts";
import { openState, type FileState } from "../state/file-state.ts";
import { lock } from "../state/lock.ts";
import { readState } from "../state/read-state.ts";
import type { StateDocument } from "../state/state-document.ts";
import type { GlobalOptions } from "./options.ts";
import { LOCAL_REGION, namedRegion, placeOf, stateFolder, statePath, type Place } from "./place.ts";
import { deadline, timeoutOf } from "./session/deadline.ts";
import type { PlanOf } from "./dry-run.ts";
import { askCode, ask, mayAsk, NOTHING_CHANGED } from "./confirm.ts";
import { followed, type Progress } from "./session/progress.ts";
import { atOtherPort } from "./session/other-ports.ts";
import { remembering } from "./session/remembering.ts";
import { refuseOtherAccount } from "../settings/existing-resources.ts";
import { checkTemplate } from "./session/check-template.ts";
import { reportOptions } from "./report-options.ts";
import { readSettingsFile, tellFile } from "../settings/settings-file.ts";
import { askedSettings, DEFAULT_NAME, readFiles, resolveConfig, setting } from "../settings/config.ts";
import { type Source, type Sources } from "../settings/sources.ts";

/** What tests and the library put in the place of the real thing. */
export interface Overrides {
  readonly clients?: Clients;
  readonly clock?: Clock;
  /** Hears what would go to a terminal. */
  readonly report?: Reporter;
}

/** A context with what only the command line knows. */
export interface Session extends Context {
  readonly state: FileState;
  readonly place: Place;
  readonly io: IO;
  readonly json: boolean;
  readonly noColor: boolean;
  /** The user has answered no: the settings of this run are not remembered. */
  decline(): void;
}

export interface Needs {
  /** For whoever finds the lock taken. */
  readonly command: string;
  /** The command changes something: it takes the lock, and remembers the settings it was given. */
  readonly changes: boolean;
  /** It looks at all steps, or at those that are wanted: they are asked about at once. */
  readonly looks?: "wanted" | "all";
  /** What it changes: when that lets in callers whom AWS keeps out now, it asks first. */
  readonly what?: PlanOf;
  /** It shows what a command that changes something would do. */
  readonly plans?: boolean;
  /** The same process has opened a session before. */
  readonly again?: boolean;
  /** Global flags that the command sets itself. */
  readonly options?: Partial<GlobalOptions>;
  /** What the user lets `down` take along. */
  readonly consent?: readonly Consent[];
  /** Settings that the command gives beside its flags. */
  readonly settings?: Source;
}

/** Builds a session, lends it to `work`, and tidies up after it; undefined when a question before it was answered no. Errors of
 * the SDK leave it explained. */
export async function withSession<T>(
  io: IO,
  options: GlobalOptions & Source,
  overrides: Overrides,
  needs: Needs,
  work: (session: Session) => Promise<T>,
): Promise<T | undefined> {
  const clock = overrides.clock ?? systemClock;
  const limit = deadline(io.signal, timeoutOf(options.timeout), clock);
  // Each request under way listens to it.
  setMaxListeners(0, limit.signal);
  const report = followed(overrides.report ?? (await chooseReporter(io, reportOptions(options))));
  try {
    return await open({ ...io, signal: limit.signal }, options, overrides, needs, { clock, report }, work);
  } catch (error) {
    const summary = report.summary();
    if (summary !== "" && io.signal.aborted) throw new InterruptedError(`${summary} ${GO_ON}`);
    if (summary !== "" && error instanceof TimedOutError) throw new TimedOutError(error.ms, `${summary} ${GO_ON}`);
    throw error;
  } finally {
    limit.stop();
    report.close();
    if (needs.changes && options.state === undefined) await removeEmptyFolder(stateFolder(io.cwd));
  }
}

/** What is asked of the proxy, from flags, environment, files and state, without a word to AWS. */
export async function offlineConfig(io: IO, options: GlobalOptions & Source): Promise<Config> {
  const file = readSettingsFile(io.cwd);
  const place = await placeOf(options, file, io.env);
  const base: Sources = { flags: options, env: io.env, file, state: {}, cwd: io.cwd };
  const path = statePath(options, io.cwd, setting("name", base) ?? DEFAULT_NAME, place);
  const before = await readState(path);
  const region = namedRegion(options, file, io.env, before?.region) ?? LOCAL_REGION;
  return resolveConfig({ ...base, state: before?.settings ?? {} }, { region, endpoint: place.endpoint });
}

async function open<T>(
  io: IO,
  options: GlobalOptions & Source,
  overrides: Overrides,
  needs: Needs,
  { clock, report }: { readonly clock: Clock; readonly report: Progress },
  work: (session: Session) => Promise<T>,
): Promise<T | undefined> {
  const file = readSettingsFile(io.cwd);
  const place = await placeOf(options, file, io.env);
  if (needs.again !== true) tellFile(file, report);
  const flags = { ...options, ...needs.settings };
  const base = readFiles({ flags, env: io.env, file, state: {}, cwd: io.cwd });
  const name = setting("name", base) ?? DEFAULT_NAME;
  const path = statePath(options, io.cwd, name, place);
  const before = await readState(path);
  const region =
    namedRegion(options, file, io.env, before?.region) ??
    (place.local ? LOCAL_REGION : await defaultRegion(place.profile)) ??
    noRegion();
  const sources: Sources = { ...base, state: before?.settings ?? {} };
  const where = { region, endpoint: place.endpoint };
  const asked = resolveConfig(sources, where);
  const intends = needs.changes || needs.plans === true;
  // What is to be taken away may have been made with any template.
  if (intends && needs.looks !== "all") await checkTemplate(asked);
  const remember = askedSettings(sources);

  const { signal } = io;
  const command = `kinesis-proxy ${needs.command}`;
  await using _lock = needs.changes ? await lock(path, { command, clock, signal }) : undefined;
  const profile = place.profile ?? (io.env["AWS_PROFILE"] || undefined);
  const proxy = proxyName(region, io.env);
  const asker = { endpoint: place.endpoint, region, local: place.local, profile, proxy };
  const askMfaCode = (serial: string): Promise<string> => askCode(io, serial);
  const clients =
    overrides.clients ?? createClients({ region, ...place, env: io.env, askMfaCode, clock, signal, report });
  try {
    if (needs.looks !== undefined && before !== undefined && overrides.clients === undefined) {
      const { lookAhead } = await import("./session/look-ahead.ts");
      lookAhead(clients, before, { config: asked, clock, which: needs.looks });
    }
    // Where nothing is remembered, what AWS lists now is not asked for again.
    const asking = overrides.clients ?? readAhead(clients, clock);
    const sure = intends && touchesApi(needs);
    const recalling = before === undefined ? recall(asking, name, where, { sure }) : Promise.resolve({});
    // Who the caller is comes first, also as a failure.
    recalling.catch(() => undefined);
    const identity = await whoAmI(clients, where);
    const recalled = await recalling;
    const config = before === undefined ? resolveConfig({ ...sources, state: recalled }, where) : asked;
    refuseOtherAccount(config, identity);
    if (intends) refuseRename(config, { ...recalled, ...namesIn(before) });
    const owner = { name, region, endpoint: place.endpoint, accountId: identity.accountId };
    const state = await openState(path, owner);
    const remembered = before !== undefined;
    const consent: Session["consent"] = new Set(needs.consent);
    const talk = { report, clock, signal, consent, place, io, ...reportOptions(options) };
    const session = { config, identity, clients, state, known: knownNothing(), ...talk, decline: () => undefined };
    const known = before !== undefined || Object.keys(recalled).length > 0 || config.apiId !== undefined;
    if (known && !(await mayWiden(session, options, needs))) return undefined;
    if (needs.changes && !remembered) await state.configure({ ...recalled, ...remember });
    return await remembering(session, needs.changes ? { remembered, remember } : undefined, report, work);
  } catch (error) {
    if (signal.aborted && !(error instanceof AnsweredError)) {
      // What changes nothing has nothing to go on with.
      if (!needs.changes && !(signal.reason instanceof TimedOutError)) throw new InterruptedError();
      throw error instanceof InterruptedError ? error : signal.reason;
    }
    const told = error instanceof CliError ? error : (explain(error, asker) ?? error);
    throw place.local && before === undefined && !existsSync(path) ? await atOtherPort(told, path) : told;
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

/** Asks before callers are let in whom AWS keeps out now. */
async function mayWiden(session: Session, options: GlobalOptions, { changes, what }: Needs): Promise<boolean> {
  if (!changes || what === undefined || options.yes === true) return true;
  const { widening } = await import("./session/widening.ts");
  const wider = await widening(what, session);
  if (wider.length === 0) return true;
  const lets = `This lets in who may not call now: ${wider.join("; ")}`;
  mayAsk(session.io, options, `${lets}. There`);
  session.report.close();
  if (await ask(session.io, `${lets}.\nGo ahead?`)) return true;
  session.report.result({ changed: false }, [NOTHING_CHANGED]);
  return false;
}

/** An emulator without API Gateway can have a stream and a role all the same. */
function touchesApi({ command }: Needs): boolean {
  return command !== "create-stream" && command !== "create-role";
}

/** The names of what was made: another stream or role would leave the old one behind, and it costs money. */
function namesIn(state: StateDocument | undefined): Record<string, string> {
  const [stream, role] = [state?.steps.stream?.name, state?.steps.role?.name];
  return { ...(stream !== undefined && { streamName: stream }), ...(role !== undefined && { roleName: role }) };
}

function refuseRename(config: Config, made: Readonly<Record<string, string>>): void {
  for (const [setting, what] of [
    ["streamName", "stream"],
    ["roleName", "role"],
  ] as const) {
    const name = made[setting];
    if (name === undefined || name === config[setting]) continue;
    if (setting === "roleName" && name === regionalRoleName(config)) continue;
    throw new CliError(`This proxy has the ${what} ${name}, which cannot be renamed to ${config[setting]}.`, {
      hint: 'Run "kinesis-proxy down" first, or choose another --name for another proxy.',
      exitCode: 3,
    });
  }
}

function noRegion(): never {
  throw new UsageError("There is no region.", "Pass --region, or set AWS_REGION. To try without an account: --local.");
}
