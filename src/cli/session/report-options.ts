import type { ProxyFlags } from "../../report/as-called.ts";
import type { ReportOptions } from "../../report/choose.ts";
import type { GlobalOptions } from "../global-flags.ts";

/** How this run reports, from its flags. */
export function reportOptions(options: GlobalOptions): ReportOptions {
  return {
    json: options.json === true,
    quiet: options.quiet === true,
    debug: options.debug === true,
    noColor: options.color === false,
    proxyFlags: proxyFlags(options),
  };
}

/** The flags in use that a command for the same proxy needs, too. */
export function proxyFlags(options: Partial<GlobalOptions>): ProxyFlags {
  const { name, region, profile, endpointUrl, local, state } = options;
  return {
    "--local": local === true ? true : undefined,
    "--name": name,
    "--region": region,
    "--profile": profile,
    "--endpoint-url": endpointUrl,
    "--state": state,
  };
}
