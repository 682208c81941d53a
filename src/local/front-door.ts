import { readFileSync } from "node:fs";
import type { Account } from "./account.ts";
import { createApigateway } from "./apigateway/index.ts";
import { stsNeighbours } from "./callers.ts";
import type { Answerer } from "./exchange.ts";
import { createExecuteApi } from "./execute-api/index.ts";
import { iam } from "./iam/index.ts";
import { kinesis } from "./kinesis/index.ts";
import { neighbourhood } from "./neighbourhood.ts";
import { createRouter } from "./router.ts";
import type { RequestFact, Routes } from "./router.ts";
import { createSts } from "./sts/index.ts";

/** Answers every request to the account, whichever service it is for, and tells `tell` about it. */
export function frontDoor(account: Account, tell?: (fact: RequestFact) => void): Answerer {
  return createRouter(account, routesOf(account), tell);
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
