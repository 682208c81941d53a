import type { LiveStage } from "../../../src/local/account/deployed.ts";
import type { Call } from "../../../src/local/execute-api/call.ts";
import type { Platform } from "../../../src/local/execute-api/index.ts";
import { Trace } from "../../../src/local/execute-api/trail/trace.ts";
import type { WireRequest } from "../../../src/local/http/wire.ts";
import type { Recorded } from "../../../src/local/requests/recorded.ts";
import { Recorder } from "../../../src/local/requests/recorder.ts";
import { bench, request } from "../execute-api/bench.ts";

/** A data plane whose requests are recorded. */
export function recordingBench(served: LiveStage, platform: Partial<Platform> = {}, recorder = new Recorder()) {
  const made = bench(served, platform);
  return {
    ...made,
    recorder,
    async record(changes: Partial<WireRequest> = {}, path = "", stage = served.stageName): Promise<Recorded> {
      const sent = request({ path: `/_aws/execute-api/${served.api.apiId}/${stage}${path}`, ...changes });
      const trace = new Trace<Call>();
      const target = { apiId: served.api.apiId, stage, path };
      const response = await made.executeApi.invoke(sent, { ...target, trace });
      const id = recorder.add({ request: sent, target, trace, response, at: made.clock.now() });
      return recorder.get(id)!;
    },
  };
}
