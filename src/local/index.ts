import { Account } from "./account/account.ts";
import { background } from "./account/background.ts";
import { news } from "./account/news.ts";
import { systemClock } from "./account/clock.ts";
import type { Clock } from "./account/clock.ts";
import type { Listeners } from "./http/front-door.ts";
import type { Answerer } from "./http/exchange.ts";
import { isLoopback } from "./http/loopback.ts";
import { listen } from "./http/server.ts";
import type { Replayed } from "./page/api/replay.ts";
import { Recorder } from "./requests/recorder.ts";
import { replay } from "./requests/replay.ts";
import { serviceTitles } from "./service-titles.ts";

export type { Account } from "./account/account.ts";
export type { Clock } from "./account/clock.ts";
export { DirectoryError } from "./s3/store/directory/directory-error.ts";
export type { RequestFact } from "./http/router.ts";
export type { PageOptions } from "./page/page-options.ts";
export type { Advice, Refusing, ServedApi, RequestRow } from "./page/api/request-row.ts";

const LONGEST_MS = 10_000;

/** How to start a local AWS. */
export interface LocalOptions extends Listeners {
  /** Any free port when 0 or left out. */
  readonly port?: number;
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  readonly clock?: Clock;
  /** Twelve digits; all zeros when left out. */
  readonly accountId?: string;
  /** Keeps the buckets of S3 as plain files in that folder, `BUCKET/KEY`; in memory when left out. */
  readonly s3Dir?: string;
}

/** A running local AWS. */
export interface Local extends AsyncDisposable {
  /** Such as `http://127.0.0.1:4566`: the endpoint of every service. */
  readonly url: string;
  readonly port: number;
  /** The IP address it listens on. */
  readonly address: string;
  readonly account: Account;
  /** Its services, such as `API Gateway`. */
  readonly offers: readonly string[];
  /** The page that shows the requests, for a browser on this machine. */
  readonly pageUrl: string;
  /** Sends a request to an endpoint again, the last one that is no probe when none is named; undefined when it is gone. */
  replay(id?: number): Promise<Replayed | undefined>;
  /** Has Firehose deliver at once, and gives how many records that were. */
  flush(): Promise<number>;
  /** Ends it. With `s3Dir`, what Firehose holds is delivered before. */
  close(): Promise<void>;
}

/** Starts a small AWS in this process: API Gateway, Kinesis, Firehose, S3, IAM, STS and others on one port, kept in memory.
 * Throws when a fault is not valid; DirectoryError when `s3Dir` cannot be used. */
export async function startLocal(options: LocalOptions = {}): Promise<Local> {
  const { port = 0, host = "127.0.0.1", clock = systemClock, accountId = "000000000000" } = options;
  const { faults = [] } = options;
  if (faults.length > 0) (await import("./faults/rules.ts")).readRules(faults);
  const account = new Account(accountId, clock);
  const recorder = new Recorder(options.page);
  let answer: Answerer = async (request) => (await loading)(request);
  const release = options.s3Dir === undefined ? undefined : await keepObjects(account, options.s3Dir);
  const server = await listen((request) => answer(request), port, host).catch(async (error: unknown) => {
    await release?.();
    throw error;
  });
  // The services load while the caller goes on; an early request waits for them.
  const loading = import("./http/front-door.ts").then(
    ({ frontDoor }) => (answer = frontDoor(account, options, [host, server.address], recorder)),
  );
  const busy = account.corner(background, "");
  const flush = async (): Promise<number> =>
    (await Promise.all([...busy].map((each) => each.flush()))).reduce((sum, count) => sum + count, 0);
  const close = async (): Promise<void> => {
    if (release !== undefined) await flushAtEnd(account, flush);
    for (const each of busy) each.stop();
    await server.close();
    await release?.();
  };
  const authority = host.includes(":") ? `[${host}]` : host;
  const { port: chosen, address } = server;
  const url = `http://${authority}:${chosen}`;
  return {
    url,
    port: chosen,
    address,
    account,
    offers: Object.values(serviceTitles),
    pageUrl: `http://${isLoopback(address) ? authority : "127.0.0.1"}:${chosen}/_local/`,
    replay: async (id) => {
      const found = id === undefined ? recorder.lastRequest : recorder.get(id);
      if (found === undefined || found.gone) return undefined;
      return replay({ recorder, answer: (request) => answer(request) }, found);
    },
    flush,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Delivers what would be lost, unless S3 takes too long for whoever waits. */
async function flushAtEnd(account: Account, flush: () => Promise<number>): Promise<void> {
  const late = new Promise<number>((resolve) => account.clock.after(LONGEST_MS, () => resolve(0)));
  const count = await Promise.race([flush(), late]);
  const records = count === 1 ? "the record" : `the ${count} records`;
  const { tell } = account.corner(news, "");
  if (count > 0) tell(`Firehose has delivered ${records} that it held.`);
  for (const each of account.corner(background, "")) {
    const left = each.left?.();
    if (left !== undefined) tell(left);
  }
}

/** Has the objects in that folder from now on. Gives what lets the folder go. */
async function keepObjects(account: Account, folder: string): Promise<() => Promise<void>> {
  const { openDirectory, storeOf } = await import("./s3/index.ts");
  const storage = await openDirectory(folder);
  storeOf(account).use(storage);
  return () => storage.close();
}
