import type { PageOptions } from "../../../local/index.ts";
import { PROBE, PROBE_TYPE } from "../../../mapping/request/probe.ts";
import { asCalled, programName } from "../../../report/as-called.ts";
import type { IO } from "../../../report/io.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { sameProxy } from "../../session/report-options.ts";
import { advice } from "./advice.ts";

/** What the local AWS needs of this program to explain requests and to read records. `port` gives the port it listens on. */
export function pageOptions(io: IO, options: Partial<GlobalOptions>, port: () => number): PageOptions {
  return {
    probeType: PROBE_TYPE,
    probeQuery: `${PROBE.parameter}=${PROBE.value}`,
    // For the benchmark, which compares.
    ...(io.env["KINESIS_PROXY_BENCH_NO_RECORDING"] === "1" && { record: false }),
    decoder: async () => {
      const { decode } = await import("../../../records/decode/decode.ts");
      return (record) => decode(record, { unpack: true });
    },
    advise: (refusing) => {
      const { settings, change } = advice(refusing);
      if (change === undefined) return { settings };
      const called = sameProxy({ ...options, local: true, localPort: port() }, io.env);
      return { settings, change: asCalled(change, { program: programName(io), ...called }) };
    },
  };
}
