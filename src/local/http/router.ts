import type { Account } from "../account/account.ts";
import type { Caller } from "../account/scope.ts";
import { elapsed } from "../account/clock.ts";
import type { Call } from "../execute-api/call.ts";
import { Trace } from "../execute-api/trail/trace.ts";
import type { RequestRow } from "../page/api/request-row.ts";
import type { Recorder } from "../requests/recorder.ts";
import { notAdmitted } from "./admission.ts";
import { atCustomDomain } from "./custom-domain.ts";
import { addressOf } from "./address.ts";
import type { Address } from "./address.ts";
import { callerOf, partitionOf } from "../account/callers.ts";
import type { Answerer } from "./exchange.ts";
import { Fault } from "../fault.ts";
import { reasonOf } from "./reason.ts";
import { notHere } from "../protocols/not-here.ts";
import { offered, services } from "../services.ts";
import type { ErrorAnswers, Service } from "../protocols/service.ts";
import type { Injector } from "../faults/index.ts";
import { unsigned } from "./unsigned.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

/** One request and its outcome, for a log. */
export interface RequestFact {
  /** Such as `kinesis` or `execute-api`; "" when no service here takes it. */
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
  /** Of a request to an endpoint: what is known of it, worked out when it is read. */
  readonly endpoint?: RequestRow | undefined;
}

/** Where a request to the data plane is for, and what is kept of its way. */
export type Invoked = Extract<Address, { type: "invoke" }> & { readonly trace?: Trace<Call> };

type Place = Exclude<Address, { type: "invoke" }> | Invoked;

/** What the router needs. */
export interface Routes {
  readonly invoke: (request: WireRequest, target: Invoked) => Promise<WireResponse>;
  /** What an endpoint answers when something goes wrong. */
  readonly endpointErrors: ErrorAnswers;
  /** Answers what is asked of the page; has a guard of its own. */
  readonly page: (request: WireRequest) => Promise<WireResponse>;
  /** The program's version, for the health page. */
  readonly version: string;
  /** The name and the address that the server listens on. */
  readonly listening: readonly string[];
}

/** What the router does besides answering. */
export interface RouterOptions {
  readonly tell?: ((fact: RequestFact) => void) | undefined;
  readonly inject?: Injector | undefined;
  readonly recorder?: Recorder | undefined;
}

/** Routes each request to its service or to the data plane, and calls `tell` with the outcome. */
export function createRouter(
  account: Account,
  routes: Routes,
  { tell, inject, recorder }: RouterOptions = {},
): Answerer {
  const perform: Perform = (request, address) => {
    switch (address.type) {
      case "service":
        return call(account, address, request);
      case "invoke":
        return routes.invoke(request, address);
      case "health":
        return Promise.resolve(health(routes));
      case "page":
        return routes.page(request);
      case "unknown":
        return Promise.resolve(nothingHere(request, address));
    }
  };
  const admitted = inject === undefined ? perform : withFaults(inject, perform, routes);
  const isInvited = (request: WireRequest, address: Address): boolean =>
    address.type === "service" && address.service.invites?.(account, request) === true;
  const answer: Perform = (request, address) => {
    const refused = notAdmitted(request, address, routes.listening, isInvited);
    return refused === undefined ? admitted(request, address) : Promise.resolve(refused);
  };
  return async (request) => {
    const start = elapsed();
    const address = atCustomDomain(account, request) ?? addressOf(request, services);
    // The page asks often, and is no request that anybody wants to see.
    if (address.type === "page") return routes.page(request);
    if (recorder !== undefined && address.type === "invoke") {
      const at = account.clock.now();
      const trace = new Trace<Call>();
      // V8 is slow at adding to an object that was spread.
      const { apiId, stage, path, domain } = address;
      const response = await answer(request, { type: "invoke", apiId, stage, path, domain, trace });
      const id = recorder.add({ request, target: address, trace, response, at });
      tell?.({ ...factOf(request, address, response, elapsed() - start), endpoint: rowOf(recorder, id) });
      return response;
    }
    const answered = await answer(request, address);
    if (recorder !== undefined && isChange(address, request)) recorder.apisChanged();
    tell?.(factOf(request, address, answered, elapsed() - start));
    return answered;
  };
}

function factOf(request: WireRequest, address: Address, answered: WireResponse, ms: number): RequestFact {
  const reason = reasonOf(request, answered);
  const contentType = request.headers["content-type"] ?? "";
  return {
    status: answered.status,
    ms,
    contentType,
    ...(reason !== undefined && { reason }),
    ...names(request, address),
  };
}

function rowOf(recorder: Recorder, id: number): RequestRow | undefined {
  const found = recorder.get(id);
  return found && recorder.row(found);
}

/** Has the control plane of API Gateway been asked to change something? */
function isChange(address: Address, { method }: WireRequest): boolean {
  return address.type === "service" && address.service.name === "apigateway" && method !== "GET";
}

type Perform = (request: WireRequest, address: Place) => Promise<WireResponse>;

function withFaults(inject: Injector, perform: Perform, routes: Routes): Perform {
  return (request, address) => {
    if (address.type !== "service" && address.type !== "invoke") return perform(request, address);
    const errors = address.type === "service" ? address.service.errors : routes.endpointErrors;
    const where = address.type === "service" ? { region: address.region } : {};
    return inject(request, { ...names(request, address), ...where, errors }, () => perform(request, address));
  };
}

async function call(
  account: Account,
  { service, region, credential }: Extract<Address, { type: "service" }>,
  request: WireRequest,
): Promise<WireResponse> {
  try {
    const caller =
      credential === undefined
        ? unsignedCaller(service, request)
        : callerOf(account, region, { ...credential, service: service.name }, request.sourceIp);
    return await service.answer({ account, region, partition: partitionOf(region), caller }, request);
  } catch (error) {
    if (error instanceof Fault) return service.refuse(error, request);
    throw error;
  }
}

/** Nobody in particular. Throws where the operation asks for a signature. */
function unsignedCaller(service: Service, request: WireRequest): Caller {
  const asked = service.operationOf(request);
  if (asked === undefined || service.unsigned?.includes(asked) !== true) {
    throw unsigned(request);
  }
  return { arn: "anonymous", userId: "", accessKeyId: "", allows: () => false };
}

function health({ version }: Routes): WireResponse {
  const body = JSON.stringify({ status: "ok", services: offered, version });
  return { status: 200, headers: { "Content-Type": "application/json" }, body };
}

function nothingHere(request: WireRequest, { asked, service }: Extract<Address, { type: "unknown" }>): WireResponse {
  return notHere(request, asked, offered, service);
}

function names(request: WireRequest, address: Address): Pick<RequestFact, "service" | "operation"> {
  const plain = `${request.method} ${request.path}`;
  if (address.type === "invoke") return { service: "execute-api", operation: plain };
  if (address.type !== "service") return { service: "", operation: plain };
  const { service } = address;
  return { service: service.name, operation: service.operationOf(request) ?? plain };
}
