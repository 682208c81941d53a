import type { Meant } from "../../report/as-called.ts";
import type { ReportOptions } from "../../report/choose.ts";
import type { GlobalOptions } from "../global-flags.ts";

/** How this run speaks, from its flags. */
export function reportOptions(options: GlobalOptions): ReportOptions {
  return {
    json: options.json === true,
    quiet: options.quiet === true,
    debug: options.debug === true,
    noColor: options.color === false,
    meant: meant(options),
  };
}

/** The flags in use that a command for the same proxy needs too. */
export function meant(options: Partial<GlobalOptions>): Meant {
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
