import { createHash } from "node:crypto";
import type { LogEvent } from "../../account/log-sink.ts";
import type { DeployedApi } from "../../account/deployed.ts";
import type { Clock } from "../../account/clock.ts";
import { accessLine } from "./access-log.ts";
import type { Finished } from "./finished.ts";
import { LiveLog } from "./live-log.ts";
import type { Platform } from "../platform.ts";

/** Log streams of a stage's group that are written in turns. */
const streams = 4;

/** Writes the logs of requests once they are answered: all that is due at once, after the answers are sent. */
export class Journal {
  readonly #platform: Platform;
  readonly #clock: Clock;
  #pending: Finished[] = [];
  #turn = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
    this.#clock = platform.clock;
  }

  /** Remembers a request whose stage has a log. */
  add(finished: Finished): void {
    const { stage, log } = finished.call;
    if (stage?.accessLog === undefined && !(log instanceof LiveLog)) return;
    this.#pending.push(finished);
    if (this.#pending.length === 1) this.#clock.after(0, () => this.write());
  }

  /** Writes what is remembered. */
  write(): void {
    if (this.#pending.length === 0) return;
    const pending = this.#pending;
    this.#pending = [];
    const batches = new Map<string, Batch>();
    for (const finished of pending) {
      const { call, answeredAt } = finished;
      const { accessLog } = call.stage ?? {};
      if (accessLog !== undefined) {
        const message = accessLine(accessLog.format)(finished);
        batchOf(batches, call.api, accessLog.destinationArn).events.push({ timestamp: answeredAt, message });
      }
      if (call.log instanceof LiveLog && call.log.events.length > 0) {
        const group = `API-Gateway-Execution-Logs_${call.api.apiId}/${call.stageName}`;
        batchOf(batches, call.api, group).events.push(...call.log.events);
      }
    }
    const stream = streamNames[this.#turn++ % streams] as string;
    for (const { api, destination, events } of batches.values()) this.#platform.log(api, destination, stream, events);
  }
}

/** Lines for one destination: the ARN of a log group or of a delivery stream, or the name of a group that API Gateway makes. */
interface Batch {
  readonly api: DeployedApi;
  readonly destination: string;
  readonly events: LogEvent[];
}

function batchOf(batches: Map<string, Batch>, api: DeployedApi, destination: string): Batch {
  const key = `${api.apiId} ${destination}`;
  let batch = batches.get(key);
  if (batch === undefined) batches.set(key, (batch = { api, destination, events: [] }));
  return batch;
}

/** API Gateway calls its streams by the MD5 of small numbers: `cfcd208495d565ef66e7dff9f98764da` is that of 0. */
const streamNames = Array.from({ length: streams }, (_, at) => createHash("md5").update(String(at)).digest("hex"));
