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
/** Lines of so many milliseconds are written together. */
const delayMs = 20;

/** Writes the logs of requests: those of some milliseconds at once, after the answers are sent. */
export class Journal {
  readonly #platform: Platform;
  readonly #clock: Clock;
  #pending = new Map<string, Batch>();
  #turn = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
    this.#clock = platform.clock;
  }

  /** Keeps the lines of a request whose stage has a log, and nothing else of it. */
  add(finished: Finished): void {
    const { api, stage, stageName, log } = finished.call;
    const accessLog = stage?.accessLog;
    if (accessLog !== undefined) {
      const message = accessLine(accessLog.format)(finished);
      this.#events(api, accessLog.destinationArn).push({ timestamp: finished.answeredAt, message });
    }
    if (log instanceof LiveLog && log.events.length > 0)
      this.#events(api, `API-Gateway-Execution-Logs_${api.apiId}/${stageName}`).push(...log.events);
  }

  /** Writes what is kept. */
  write(): void {
    if (this.#pending.size === 0) return;
    const pending = this.#pending;
    this.#pending = new Map();
    const stream = streamNames[this.#turn++ % streams] as string;
    for (const { api, destination, events } of pending.values()) this.#platform.log(api, destination, stream, events);
  }

  #events(api: DeployedApi, destination: string): LogEvent[] {
    const key = `${api.apiId} ${destination}`;
    let batch = this.#pending.get(key);
    if (batch === undefined) {
      if (this.#pending.size === 0) this.#clock.after(delayMs, () => this.write());
      this.#pending.set(key, (batch = { api, destination, events: [] }));
    }
    return batch.events;
  }
}

/** Lines for one destination: the ARN of a log group or of a delivery stream, or the name of a group that API Gateway makes. */
interface Batch {
  readonly api: DeployedApi;
  readonly destination: string;
  readonly events: LogEvent[];
}

/** API Gateway calls its streams by the MD5 of small numbers: `cfcd208495d565ef66e7dff9f98764da` is that of 0. */
const streamNames = Array.from({ length: streams }, (_, at) => createHash("md5").update(String(at)).digest("hex"));
