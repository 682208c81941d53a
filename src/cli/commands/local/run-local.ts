import type { Reporter } from "../../../engine/events.ts";
import { chooseReporter } from "../../../report/choose-reporter.ts";
import type { IO } from "../../../report/io.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import type { RequestFact } from "../../../local/index.ts";
import { reportOptions } from "../../session/report-options.ts";
import { requestEvent } from "./request-event.ts";
import { requestLine } from "./request-line.ts";
import { announce, interrupted, serveLocal, type ServeOptions } from "./serve-local.ts";

/** Serves the local AWS until Ctrl-C, and prints each request. */
export async function runLocal(io: IO, options: GlobalOptions & ServeOptions): Promise<void> {
  let report: Reporter | undefined;
  const tell = (text: string): void => report?.event({ type: "note", text });
  const request = (fact: RequestFact): void => {
    const { endpoint } = fact;
    if (endpoint === undefined || endpoint.probe === true) tell(requestLine(fact));
    else report?.event(requestEvent(endpoint, { several: true, time: "utc" }));
  };
  const isSilent = options.quiet === true || options.json === true;
  await using server = await serveLocal(io, "local", options, isSilent ? undefined : { tell, request });
  // Which port a command for it has to name is known now.
  report = await chooseReporter(io, reportOptions({ ...options, localPort: server.port }, io));
  announce(report, server, options);
  tell(`Page:      ${server.pageUrl}`);
  tell("In another terminal: kinesis-proxy up --local");
  report.result({ url: server.url }, [server.url]);
  await interrupted(io.signal);
}
