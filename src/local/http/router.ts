import type { Account } from "../account/account.ts";
import { notAdmitted } from "./admission.ts";
import { addressOf } from "./address.ts";
import type { Address, ServiceName } from "./address.ts";
import { callerOf, partitionOf } from "../account/callers.ts";
import type { Answerer } from "./exchange.ts";
import { Fault } from "../fault.ts";
import { queryAction } from "../protocols/query.ts";
import { reasonOf } from "./reason.ts";
import { missingToken, refusal } from "../protocols/refusal.ts";
import type { Called } from "../faults/answers.ts";
import type { Spoil } from "../faults/index.ts";
import type { Service } from "../account/scope.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

/** One request and what came of it, for whoever keeps a log. */
export interface RequestFact {
  /** Such as `kinesis` or `execute-api`; "" when it was for none of the services here. */
  readonly service: string;
  /** AWS's name of the operation, or method and path. */
  readonly operation: string;
  /** HTTP status of the answer; 0 when the connection was cut instead. */
  readonly status: number;
  /** Why it was refused. */
  readonly reason?: string;
  /** The request's Content-Type header, "" when there is none. */
  readonly contentType: string;
  /** Milliseconds from the whole request to the answer. */
  readonly ms: number;
}

/** Where a request to the data plane is for. */
export type InvokeAddress = Extract<Address, { type: "invoke" }>;

/** All that answers requests, by what they are for. */
export interface Routes {
  readonly services: Readonly<Record<ServiceName, Service>>;
  readonly invoke: (request: WireRequest, target: InvokeAddress) => Promise<WireResponse>;
  /** AWS's name of the operation that a request to API Gateway's control plane calls; its path says it only in parts. */
  readonly nameOf: (request: WireRequest) => string | undefined;
  /** Of this program, for the health page. */
  readonly version: string;
  /** Where the server listens, by name and by address. */
  readonly listening: readonly string[];
}

/** Finds out what a request is for, has it answered there, and tells `tell` about it. */
export function createRouter(
  account: Account,
  routes: Routes,
  {
    tell,
    spoil,
  }: { readonly tell?: ((fact: RequestFact) => void) | undefined; readonly spoil?: Spoil | undefined } = {},
): Answerer {
  const perform: Perform = (request, address) => {
    switch (address.type) {
      case "service":
        return call(account, routes, address, request);
      case "invoke":
        return routes.invoke(request, address);
      case "health":
        return Promise.resolve(health(routes));
      case "unknown":
        return Promise.resolve(nothingHere(routes, address));
    }
  };
  const admitted = spoil === undefined ? perform : spoilt(spoil, perform, routes);
  const answer: Perform = (request, address) => {
    const refused = notAdmitted(request, address, routes.listening);
    return refused === undefined ? admitted(request, address) : Promise.resolve(refused);
  };
  if (tell === undefined) return async (request) => answer(request, addressOf(request));
  return async (request) => {
    const start = performance.now();
    const address = addressOf(request);
    const answered = await answer(request, address);
    const ms = performance.now() - start;
    const reason = reasonOf(request, answered);
    const contentType = request.headers["content-type"] ?? "";
    tell({
      status: answered.status,
      ms,
      contentType,
      ...(reason !== undefined && { reason }),
      ...names(request, address, routes),
    });
    return answered;
  };
}

type Perform = (request: WireRequest, address: Address) => Promise<WireResponse>;

function spoilt(spoil: Spoil, perform: Perform, routes: Routes): Perform {
  return (request, address) => {
    if (address.type !== "service" && address.type !== "invoke") return perform(request, address);
    const called = names(request, address, routes) as Called;
    return spoil(request, called, () => perform(request, address));
  };
}

async function call(
  account: Account,
  { services }: Routes,
  { service, region, credential }: Extract<Address, { type: "service" }>,
  request: WireRequest,
): Promise<WireResponse> {
  try {
    if (credential === undefined) throw missingToken;
    const caller = callerOf(account, region, credential, request.sourceIp);
    return await services[service]({ account, region, partition: partitionOf(region), caller }, request);
  } catch (error) {
    if (error instanceof Fault) return refusal(service, error);
    throw error;
  }
}

function health({ services, version }: Routes): WireResponse {
  return json(200, { status: "ok", services: offered(services), version });
}

function nothingHere({ services }: Routes, { asked, service }: Extract<Address, { type: "unknown" }>): WireResponse {
  const message = `This local AWS does not know ${asked}. It offers ${offered(services).join(", ")}.`;
  return json(service === undefined ? 404 : 501, { message });
}

function offered(services: Routes["services"]): readonly string[] {
  return [...Object.keys(services), "execute-api"];
}

function json(status: number, body: unknown): WireResponse {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

function names(request: WireRequest, address: Address, { nameOf }: Routes): Pick<RequestFact, "service" | "operation"> {
  const plain = `${request.method} ${request.path}`;
  if (address.type === "invoke") return { service: "execute-api", operation: plain };
  if (address.type !== "service") return { service: "", operation: plain };
  const said = request.headers["x-amz-target"]?.split(".").at(-1) ?? queryAction(request).action;
  const operation = said ?? (address.service === "apigateway" ? nameOf(request) : undefined) ?? plain;
  return { service: address.service, operation };
}
