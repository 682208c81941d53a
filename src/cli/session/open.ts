import { listAhead } from "../../aws/list-shards.ts";
import { createClients } from "../../aws/create-clients.ts";
import { readAhead } from "../../aws/read-ahead.ts";
import type { Clock } from "../../engine/context.ts";
import type { Clients } from "../../aws/clients.ts";
import { knownNothing } from "../../engine/known.ts";
import type { IO } from "../../report/io.ts";
import { lock } from "../../state/lock/lock.ts";
import { askCode } from "../terminal/confirm.ts";
import type { GlobalOptions } from "../global-flags.ts";
import { readSettings, withState, type Source } from "../../settings/sources.ts";
import { reportOptions } from "./report-options.ts";
import type { Needs, Session } from "../session.ts";
import { fileNote } from "../../settings/file/settings-file.ts";
import { resolveConfig, toRemember } from "../../settings/resolve-config.ts";
import { askedOf, type Asked } from "./asked.ts";
import { checkPolicy } from "./check-policy.ts";
import { checkTemplate } from "./check-template.ts";
import { failureOf } from "./failure-of.ts";
import { introduce } from "./introduce.ts";
import { mayWiden } from "../widening/may-widen.ts";
import type { Progress } from "./track-progress.ts";
import { rememberSettings } from "./remember-settings.ts";
import { whichProxy } from "./which-proxy.ts";

/** What a session works with. */
interface Tools {
  readonly clock: Clock;
  readonly report: Progress;
  /** Those of a test; made when left out. */
  readonly clients?: Clients;
}

type Work<T> = (session: Session) => Promise<T>;

/** Opens a session and lends it to `work`: resolves the settings, takes the lock and makes the clients; releases them at the end. */
export async function open<T>(
  io: IO,
  options: GlobalOptions & Source,
  needs: Needs,
  tools: Tools,
  work: Work<T>,
): Promise<T | undefined> {
  const { clock, report } = tools;
  const which = needs.which ?? (await whichProxy(io, options, needs.settings));
  const note = needs.again === true ? undefined : fileNote(which.file);
  if (note !== undefined) report.event({ type: "note", text: note });
  const asked = await askedOf(which, io, options);
  // `down` removes proxies with any template and list.
  if ((needs.changes || needs.plans === true) && needs.looks !== "all") {
    checkPolicy(asked.config);
    await checkTemplate(asked.config);
  }
  const { path, place, region } = asked;
  const command = `kinesis-proxy ${needs.command}`;
  await using _lock = needs.changes ? await lock(path, { command, clock, signal: io.signal }) : undefined;
  const askMfaCode = (serial: string): Promise<string> => askCode(io, serial);
  const from = { region, ...place, env: io.env, askMfaCode, clock, signal: io.signal, report };
  const clients = tools.clients ?? createClients(from);
  try {
    return await lend(
      asked,
      io,
      options,
      needs,
      { clock, report, clients, looksAhead: tools.clients === undefined },
      work,
    );
  } catch (error) {
    throw await failureOf(error, asked, io, needs.changes);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

async function lend<T>(
  asked: Asked,
  io: IO,
  options: GlobalOptions & Source,
  needs: Needs,
  { clock, report, clients: own, looksAhead }: Required<Tools> & { readonly looksAhead: boolean },
  work: Work<T>,
): Promise<T | undefined> {
  const { before, place, settings } = asked;
  const looked = readAhead(own, clock);
  const early = before !== undefined && looksAhead ? needs.looks : undefined;
  if (early === "stream") listAhead(looked.ahead.kinesis, asked.config.streamName);
  else if (early !== undefined && before !== undefined) {
    const { lookAhead } = await import("./look-ahead.ts");
    lookAhead(looked.ahead, before, { config: asked.config, clock, which: early });
  }
  // Without a state file, the run reuses the lists that are read now.
  const listed = readAhead(looked.clients, clock);
  const { recalled, ...introduced } = await introduce(asked, looked.clients, looksAhead ? listed.ahead : own, needs);
  const { ahead, clients } = readAhead(listed.clients, clock);
  const { config, state } = introduced;
  const talk = { report, clock, signal: io.signal, place, settings, io, ...reportOptions(options, io) };
  const consent: Session["consent"] = new Set(needs.consent);
  const first = { ...introduced, clients, known: knownNothing(), consent, ...talk, decline: () => undefined };
  // The run reuses what is read for it.
  const more = await needs.settingsFrom?.({ ...first, clients: ahead });
  const session = more === undefined ? first : withMore(first, recalled, more);
  const remember = { ...toRemember(session.settings, before?.settings ?? {}), ...needs.remembers };
  const isKnown = before !== undefined || Object.keys(recalled).length > 0 || config.apiId !== undefined;
  if (isKnown && needs.changes && needs.what !== undefined && !(await mayWiden(session, ahead, needs.what, options)))
    return undefined;
  if (needs.changes && (await needs.asks?.(session)) === false) return undefined;
  const remembered = before !== undefined;
  if (needs.changes && !remembered) await state.configure({ ...recalled, ...remember });
  return rememberSettings(session, needs.changes ? { remembered, remember } : undefined, report, work);
}

/** The session with settings that the command has read from AWS. */
function withMore(session: Session, recalled: Source, more: Source): Session {
  const { io, config } = session;
  const settings = { ...session.settings, ...readSettings({ flags: more, env: {}, file: {}, cwd: io.cwd }) };
  const whole = resolveConfig(withState(settings, recalled), { region: config.region, endpoint: config.endpoint });
  checkPolicy(whole);
  return { ...session, settings, config: whole, known: knownNothing() };
}
