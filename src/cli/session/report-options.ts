import type { SameProxy } from "../../report/as-called.ts";
import type { ReportOptions } from "../../report/choose-reporter.ts";
import { UsageError } from "../../engine/errors.ts";
import type { Colors, IO } from "../../report/io.ts";
import type { GlobalOptions } from "../global-flags.ts";
import { LOCAL_PORT } from "./place.ts";

/** How this run reports, from its flags. */
export function reportOptions(options: GlobalOptions, { env }: Pick<IO, "env">): ReportOptions {
  return {
    json: options.json === true,
    quiet: options.quiet === true,
    debug: options.debug === true,
    tells: options.tells === true,
    colors: colorsOf(options.color),
    ...sameProxy(options, env),
  };
}

const colors: readonly Colors[] = ["auto", "always", "never"];

/** The value of --color; false is --no-color. */
function colorsOf(given: GlobalOptions["color"]): Colors {
  if (typeof given !== "string") return given === false ? "never" : "auto";
  const found = colors.find((one) => one === given);
  if (found === undefined) throw new UsageError(`--color takes auto, always or never, not "${given}".`);
  return found;
}

/** What a command for the same proxy needs, too: the flags in use, and the port of the local AWS. */
export function sameProxy(options: Partial<GlobalOptions>, env: IO["env"]): SameProxy {
  const { name, region, profile, endpointUrl, local, state, localPort } = options;
  // What is not a port is refused where it is used.
  const other = (port: number): number | undefined =>
    Number.isInteger(port) && port !== LOCAL_PORT ? port : undefined;
  const ownPort = other(Number(env["KINESIS_PROXY_LOCAL_PORT"] || LOCAL_PORT));
  return {
    proxyFlags: {
      "--local": local === true ? true : undefined,
      "--name": name,
      "--region": region,
      "--profile": profile,
      "--endpoint-url": endpointUrl,
      "--state": state,
    },
    localPort: localPort === undefined ? ownPort : other(localPort),
    ownPort,
  };
}
