import type { Account } from "./account/account.ts";
import { createApigateway, operationName } from "./apigateway/index.ts";
import { stsNeighbours } from "./account/callers.ts";
import type { Answerer } from "./http/exchange.ts";
import { createExecuteApi } from "./execute-api/index.ts";
import { spoiling, type Spoil } from "./faults/index.ts";
import { readRules } from "./faults/rules.ts";
import { iam } from "./iam/index.ts";
import { kinesis } from "./kinesis/index.ts";
import { neighbourhood } from "./account/neighbourhood.ts";
import { createRouter } from "./http/router.ts";
import type { Listeners } from "./index.ts";
import type { Routes } from "./http/router.ts";
import { createSts } from "./sts/index.ts";
import { version } from "../version.ts";

/** Answers every request to the account, whichever service it is for, and tells `tell` about it. `listening` is where the server
 * listens, by name and by address. */
export function frontDoor(
  account: Account,
  { faults = [], faultsFrom, onFault, onRequest: tell }: Listeners,
  listening: readonly string[],
): Answerer {
  const rules = readRules(faults);
  const begin = (): Spoil | undefined => spoiling(rules, account, onFault ?? (() => undefined));
  const spoil = faults.length === 0 ? undefined : faultsFrom === undefined ? begin() : later(faultsFrom, begin);
  return createRouter(account, { ...routesOf(account, spoil), listening }, { tell, spoil });
}

/** Spoils nothing before `when`. */
function later(when: Promise<unknown>, begin: () => Spoil | undefined): Spoil {
  let spoil: Spoil | undefined;
  void when.then(() => (spoil = begin()));
  return (request, called, perform) => (spoil === undefined ? perform() : spoil(request, called, perform));
}

function routesOf(account: Account, spoil: Spoil | undefined): Omit<Routes, "listening"> {
  const { invoke, testInvoke } = createExecuteApi(neighbourhood(account, () => services, spoil));
  const services = { kinesis, iam, sts: createSts(stsNeighbours), apigateway: createApigateway({ testInvoke }) };
  return { services, invoke, nameOf: operationName, version: version() };
}
