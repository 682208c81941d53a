import type { Account } from "../account/account.ts";
import type { Answerer } from "../http/exchange.ts";
import type { Recorder } from "../requests/recorder.ts";
import type { EventStreams } from "./event-streams.ts";
import type { PageOptions } from "./page-options.ts";

/** What the page's API works with. */
export interface Desk {
  readonly account: Account;
  readonly recorder: Recorder;
  readonly options: PageOptions;
  /** Sends a request to this local AWS. */
  readonly answer: Answerer;
  readonly streams: EventStreams;
  readonly token: string;
  /** The program's version. */
  readonly version: string;
}
