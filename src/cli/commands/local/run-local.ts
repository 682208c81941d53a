import { chooseReporter } from "../../../report/choose.ts";
import type { IO } from "../../../report/io.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { reportOptions } from "../../session/report-options.ts";
import { announce, interrupted, serveLocal, upCommand, type ServeOptions } from "./serve-local.ts";

/** Serves the local AWS until Ctrl-C, and prints each request. */
export async function runLocal(io: IO, options: GlobalOptions & ServeOptions): Promise<void> {
  const report = await chooseReporter(io, reportOptions(options));
  const tell = (text: string): void => report.event({ type: "note", text });
  const isSilent = options.quiet === true || options.json === true;
  await using server = await serveLocal(io, options, isSilent ? undefined : { tell, of: "all" });
  announce(report, server);
  tell(`In another terminal: ${upCommand(server)}`);
  report.result({ url: server.url }, [server.url]);
  await interrupted(io.signal);
}
