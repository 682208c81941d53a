import type { Account } from "../account/account.ts";
import type { Answerer } from "./exchange.ts";
import { testInvoke } from "../account/deployed.ts";
import { innerCalls } from "../account/inner-calls.ts";
import { createExecuteApi } from "../execute-api/index.ts";
import { endpointErrors } from "../execute-api/response/endpoint-errors.ts";
import { faultInjector, type Injector } from "../faults/index.ts";
import { memoryCorner } from "../kinesis/index.ts";
import { readRules } from "../faults/rules.ts";
import { news } from "../account/news.ts";
import { platformOf } from "../account/platform-of.ts";
import { beforeLogsAreRead, logSink } from "../account/log-sink.ts";
import { partitionOf } from "../account/callers.ts";
import { sinkOf } from "../logs/index.ts";
import type { PageOptions } from "../page/page-options.ts";
import type { Recorder } from "../requests/recorder.ts";
import { createRouter } from "./router.ts";
import type { RequestFact } from "./router.ts";
import { version } from "../../version.ts";

/** What a local AWS does besides answering. */
export interface Listeners {
  /** What goes wrong, in the words of `--fault`: `slow=100ms`, `throttle@PutMethod*2`, `iam-lag=10s`; `readRules` reads them. */
  readonly faults?: readonly string[];
  /** Faults strike once this resolves; at once when left out. */
  readonly faultsFrom?: Promise<unknown>;
  /** Bytes of memory that the records of streams may take; beyond it the oldest are given up. 512 MiB when left out. */
  readonly memory?: number;
  /** Called with each fault as it strikes. */
  readonly onFault?: (text: string) => void;
  /** Called with what happens without a request, such as an alarm that fires: a line of text. */
  readonly onNews?: (line: string) => void;
  /** Called with each request after the work is done and before the answer is sent. */
  readonly onRequest?: (fact: RequestFact) => void;
  /** What the page under `/_local/` needs to know of others. */
  readonly page?: PageOptions;
}

/** Answers every request to the account, whichever service it is for. `listening` holds the name and the address that the
 * server listens on. */
export function frontDoor(
  account: Account,
  { faults = [], faultsFrom, onFault, onNews, onRequest: tell, memory, page: options = {} }: Listeners,
  listening: readonly string[],
  seen: Recorder,
): Answerer {
  if (onNews !== undefined) account.corner(news, "").tell = onNews;
  if (memory !== undefined) account.corner(memoryCorner, "").limit = memory;
  const rules = readRules(faults);
  const begin = (): Injector | undefined => faultInjector(rules, account, onFault ?? (() => undefined));
  const inject = faults.length === 0 ? undefined : faultsFrom === undefined ? begin() : later(faultsFrom, begin);
  account.corner(logSink, "").put = sinkOf(account, partitionOf).put;
  const platform = platformOf(account, inject);
  account.corner(innerCalls, "").call = platform.call;
  // Loaded for the first who looks.
  let open: Promise<Answerer> | undefined;
  const page: Answerer = async (request) => {
    open ??= import("../page/page-answer.ts").then(({ openPage }) =>
      openPage({ account, recorder: seen, options, version: version(), answer: (one) => answer(one) }),
    );
    return (await open)(request);
  };
  const { invoke, testInvoke: run, writeLogs } = createExecuteApi(platform);
  account.corner(testInvoke, "").run = run;
  account.corner(beforeLogsAreRead, "").push(writeLogs);
  const recorder = options.record === false ? undefined : seen;
  const routes = { invoke, endpointErrors, page, version: version(), listening };
  const answer = createRouter(account, routes, { tell, inject, recorder });
  return answer;
}

/** Applies no fault before `when` resolves. */
function later(when: Promise<unknown>, begin: () => Injector | undefined): Injector {
  let inject: Injector | undefined;
  void when.then(() => (inject = begin()));
  return (request, called, perform) => (inject === undefined ? perform() : inject(request, called, perform));
}
