import type { SameProxy } from "../../report/as-called.ts";
import type { ReportOptions } from "../../report/choose-reporter.ts";
import type { IO } from "../../report/io.ts";
import type { GlobalOptions } from "../global-flags.ts";
import { LOCAL_PORT } from "./place.ts";

/** How this run reports, from its flags. */
export function reportOptions(options: GlobalOptions, { env }: Pick<IO, "env">): ReportOptions {
  return {
    json: options.json === true,
    quiet: options.quiet === true,
    debug: options.debug === true,
    noColor: options.color === false,
    ...sameProxy(options, env),
  };
}

/** What a command for the same proxy needs, too: the flags in use, and the port of the local AWS. */
export function sameProxy(options: Partial<GlobalOptions>, env: IO["env"]): SameProxy {
  const { name, region, profile, endpointUrl, local, state, localPort } = options;
  const port = localPort ?? Number(env["KINESIS_PROXY_LOCAL_PORT"] || LOCAL_PORT);
  return {
    proxyFlags: {
      "--local": local === true ? true : undefined,
      "--name": name,
      "--region": region,
      "--profile": profile,
      "--endpoint-url": endpointUrl,
      "--state": state,
    },
    // What is not a port is refused where it is used.
    localPort: Number.isInteger(port) && port !== LOCAL_PORT ? port : undefined,
  };
}
