import type { IO } from "../../../report/io.ts";
import { isAsked, type Source } from "../../../settings/sources.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { whichProxy } from "../../session/which-proxy.ts";
import { readPlace, type AskedStreams } from "./streams-of.ts";

/** Does this run say which streams it reads, by its flags, environment or settings file? AWS need not be asked for the proxy's then. */
export async function isNamed(
  streams: AskedStreams,
  io: Pick<IO, "env" | "cwd">,
  options: GlobalOptions & Source,
): Promise<boolean> {
  if (streams.type !== "proxy") return true;
  const { settings } = await whichProxy(io, { ...options, ...readPlace(streams) });
  return isAsked(settings.streamName);
}
