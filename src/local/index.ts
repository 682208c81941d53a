import { readFileSync } from "node:fs";
import { Account } from "./account.ts";
import { createApigateway } from "./apigateway/index.ts";
import { stsNeighbours } from "./callers.ts";
import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { createExecuteApi } from "./execute-api/index.ts";
import { iam } from "./iam/index.ts";
import { kinesis } from "./kinesis/index.ts";
import { neighbourhood } from "./neighbourhood.ts";
import { createRouter } from "./router.ts";
import type { RequestFact, Routes } from "./router.ts";
import { listen } from "./server.ts";
import { createSts } from "./sts/index.ts";

export type { Account } from "./account.ts";
export type { Clock } from "./clock.ts";
export type { RequestFact } from "./router.ts";

/** How to start a local AWS. */
export interface LocalOptions {
  /** 0, as when left out, is any free port. */
  readonly port?: number;
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  readonly clock?: Clock;
  /** Twelve digits; zeros when left out. */
  readonly accountId?: string;
  /** Is told each request after its answer. */
  readonly onRequest?: (fact: RequestFact) => void;
}

/** A running local AWS. */
export interface Local extends AsyncDisposable {
  /** Such as `http://127.0.0.1:4566`: the endpoint of every service. */
  readonly url: string;
  readonly port: number;
  readonly account: Account;
  close(): Promise<void>;
}

/** Starts a small AWS in this process: API Gateway, IAM, STS and Kinesis on one port, kept in memory. */
export async function startLocal(options: LocalOptions = {}): Promise<Local> {
  const { port = 0, host = "127.0.0.1", clock = systemClock, accountId = "000000000000", onRequest } = options;
  const account = new Account(accountId, clock);
  const server = await listen(createRouter(account, routesOf(account), onRequest), port, host);
  const close = (): Promise<void> => server.close();
  const authority = host.includes(":") ? `[${host}]` : host;
  return { url: `http://${authority}:${server.port}`, port: server.port, account, close, [Symbol.asyncDispose]: close };
}

function routesOf(account: Account): Routes {
  const { invoke, testInvoke } = createExecuteApi(neighbourhood(account, () => services));
  const services = { kinesis, iam, sts: createSts(stsNeighbours), apigateway: createApigateway({ testInvoke }) };
  return { services, invoke, version: packageVersion() };
}

function packageVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
