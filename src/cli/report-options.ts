import type { ReportOptions } from "../report/choose.ts";
import type { GlobalOptions } from "./options.ts";

/** How this run speaks, from its flags. */
export function reportOptions(options: GlobalOptions): ReportOptions {
  return {
    json: options.json === true,
    quiet: options.quiet === true,
    debug: options.debug === true,
    noColor: options.color === false,
  };
}
