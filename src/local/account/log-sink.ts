import type { Corner } from "./account.ts";

/** One line for a log. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** Where services write their log lines. */
export interface LogSink {
  /** Writes to the stream, which is made if it is missing. Without such a group nothing is written, and the answer is false,
   * unless `makeGroup` says to make that, too. */
  put: (region: string, group: string, stream: string, events: readonly LogEvent[], makeGroup?: boolean) => boolean;
}

/** CloudWatch Logs as the other services see it; all regions in one corner, whose region is "". */
export const logSink: Corner<LogSink> = { name: "logs.sink", make: () => ({ put: () => false }) };

/** Work of the services that ends in log lines, to be done before anybody reads them. */
export const beforeLogsAreRead: Corner<(() => void)[]> = { name: "logs.before-read", make: () => [] };
