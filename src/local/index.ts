import { Account } from "./account/account.ts";
import { background } from "./account/background.ts";
import { systemClock } from "./account/clock.ts";
import type { Clock } from "./account/clock.ts";
import type { Listeners } from "./http/front-door.ts";
import type { Answerer } from "./http/exchange.ts";
import { listen } from "./http/server.ts";

export type { Account } from "./account/account.ts";
export type { Clock } from "./account/clock.ts";
export type { RequestFact } from "./http/router.ts";

/** How to start a local AWS. */
export interface LocalOptions extends Listeners {
  /** Any free port when 0 or left out. */
  readonly port?: number;
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  readonly clock?: Clock;
  /** Twelve digits; all zeros when left out. */
  readonly accountId?: string;
}

/** A running local AWS. */
export interface Local extends AsyncDisposable {
  /** Such as `http://127.0.0.1:4566`: the endpoint of every service. */
  readonly url: string;
  readonly port: number;
  /** The IP address it listens on. */
  readonly address: string;
  readonly account: Account;
  /** Delivers what Firehose holds. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a small AWS in this process: API Gateway, IAM, STS and Kinesis on one port, kept in memory. Throws when a fault is
 * not valid. */
export async function startLocal(options: LocalOptions = {}): Promise<Local> {
  const { port = 0, host = "127.0.0.1", clock = systemClock, accountId = "000000000000" } = options;
  const { faults = [] } = options;
  if (faults.length > 0) (await import("./faults/rules.ts")).readRules(faults);
  const account = new Account(accountId, clock);
  let answer: Answerer = async (request) => (await loading)(request);
  const server = await listen((request) => answer(request), port, host);
  // The services load while the caller goes on; an early request waits for them.
  const loading = import("./http/front-door.ts").then(
    ({ frontDoor }) => (answer = frontDoor(account, options, [host, server.address])),
  );
  const busy = account.corner(background, "");
  const flush = async (): Promise<void> => void (await Promise.all([...busy].map((each) => each.flush())));
  const close = async (): Promise<void> => {
    for (const each of busy) each.stop();
    await server.close();
  };
  const authority = host.includes(":") ? `[${host}]` : host;
  const { port: chosen, address } = server;
  const url = `http://${authority}:${chosen}`;
  return { url, port: chosen, address, account, flush, close, [Symbol.asyncDispose]: close };
}
