import { createClients } from "../../aws/create-clients.ts";
import type { Clients } from "../../aws/clients.ts";
import type { Clock } from "../../engine/context.ts";
import type { Reporter } from "../../engine/events.ts";
import type { IO } from "../../report/io.ts";
import { fileNote } from "../../settings/file/settings-file.ts";
import type { Source } from "../../settings/sources.ts";
import { askCode } from "../terminal/confirm.ts";
import type { GlobalOptions } from "../global-flags.ts";
import type { ReadSession } from "../session.ts";
import { askedOf } from "./asked.ts";
import { failureOf } from "./failure-of.ts";
import { reportOptions } from "./report-options.ts";
import { whichProxy } from "./which-proxy.ts";

/** Lends `work` what a command needs that reads streams which were named: no service but Kinesis is called. */
export async function openStreams<T>(
  io: IO,
  options: GlobalOptions & Source,
  { clock, report, clients: own }: { readonly clock: Clock; readonly report: Reporter; readonly clients?: Clients },
  work: (session: ReadSession) => Promise<T>,
): Promise<T> {
  const which = await whichProxy(io, options);
  const note = fileNote(which.file);
  if (note !== undefined) report.event({ type: "note", text: note });
  const asked = await askedOf(which, io, options);
  const { place, region, config } = asked;
  const { env, signal } = io;
  const askMfaCode = (serial: string): Promise<string> => askCode(io, serial);
  const clients = own ?? createClients({ region, ...place, env, askMfaCode, clock, signal, report });
  try {
    return await work({ config, clients, clock, signal, report, place, io, ...reportOptions(options, io) });
  } catch (error) {
    throw await failureOf(error, asked, io, false);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}
