import { OWNER_TAG } from "../../../aws/tags.ts";
import type { PageOptions, ServedApi } from "../../../local/index.ts";
import { PROBE, PROBE_TYPE } from "../../../mapping/request/probe.ts";
import { asCalled, programName } from "../../../report/as-called.ts";
import type { IO } from "../../../report/io.ts";
import { readSettingsFile } from "../../../settings/file/settings-file.ts";
import { readSettings } from "../../../settings/sources.ts";
import { DEFAULT_NAME } from "../../../settings/table.ts";
import { whereGiven, type WhereGiven } from "../../../settings/where-given.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { LOCAL_REGION } from "../../session/place.ts";
import { sameProxy } from "../../session/report-options.ts";
import { advice } from "./advice.ts";

/** What the local AWS needs of this program to explain requests and to read records. `port` gives the port it listens on. */
export function pageOptions(io: IO, options: Partial<GlobalOptions>, port: () => number): PageOptions {
  const typed = (text: string, api?: ServedApi): string => {
    const called = sameProxy({ ...options, ...proxyOf(api), local: true, localPort: port() }, io.env);
    return asCalled(text, { program: programName(io), ...called });
  };
  return {
    probeType: PROBE_TYPE,
    probeQuery: `${PROBE.parameter}=${PROBE.value}`,
    // For the benchmark, which compares.
    ...(io.env["KINESIS_PROXY_BENCH_NO_RECORDING"] === "1" && { record: false }),
    decoder: async () => {
      const { decode } = await import("../../../records/decode/decode.ts");
      return (record) => decode(record, { unpack: true });
    },
    advise: (refusing, api) => {
      if (isForeign(api) && refusing.type !== "FAULT") return { settings: [] };
      const { settings, change } = advice(refusing, whereOf(io, options, api));
      return { settings, ...(change !== undefined && { change: typed(change, api) }) };
    },
    command: (words, api) => (isForeign(api) ? undefined : typed(`kinesis-proxy ${words}`, api)),
  };
}

/** Was this API made by something else, which no flag here changes? */
function isForeign(api: ServedApi | undefined): boolean {
  return api !== undefined && api.tags[OWNER_TAG] === undefined;
}

/** Where the settings of the proxy of that API are given: kinesis-proxy.json of this folder is about its own proxy only. */
function whereOf(
  { cwd, env }: Pick<IO, "cwd" | "env">,
  options: Partial<GlobalOptions>,
  api: ServedApi | undefined,
): WhereGiven {
  try {
    const file = readSettingsFile(cwd);
    const own = readSettings({ flags: options, env, file, cwd });
    const isOwn = api === undefined || api.tags[OWNER_TAG] === (own.name?.value ?? DEFAULT_NAME);
    return whereGiven(isOwn ? own : readSettings({ flags: options, env, file: {}, cwd }));
  } catch {
    // Who starts `up` here is told what is wrong with it.
    return () => undefined;
  }
}

/** The flags that name the proxy of an API, but for the usual ones; none where it is no proxy's. */
function proxyOf(api: ServedApi | undefined): Pick<Partial<GlobalOptions>, "name" | "region"> {
  const name = api?.tags[OWNER_TAG];
  if (api === undefined || name === undefined) return {};
  return {
    ...(name !== DEFAULT_NAME && { name }),
    ...(api.region !== LOCAL_REGION && { region: api.region }),
  };
}
