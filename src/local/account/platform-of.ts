import type { Account } from "./account.ts";
import { keyUsage } from "./key-usage.ts";
import { metricsOf } from "./metrics/metrics.ts";
import { apiExists, apiKeyFor, apiTags, liveStage } from "../apigateway/index.ts";
import { logWriter } from "./write-log.ts";
import { callerOf, partitionOf, serviceCaller } from "./callers.ts";
import type { Platform, ServiceCall } from "../execute-api/platform.ts";
import { integrationFailure } from "../execute-api/response/refusals.ts";
import type { Injector } from "../faults/index.ts";
import type { WireResponse } from "../http/wire.ts";
import { notHere } from "../protocols/not-here.ts";
import { offered, serviceNamed } from "../services.ts";

/** What the data plane sees of this account: deployed stages, API keys, roles that trust API Gateway, and the services, whose
 * calls `inject` may fail or delay. */
export function platformOf(account: Account, inject?: Injector): Platform {
  const perform: Platform["call"] = ({ service, region, authority, request }) => {
    const called = serviceNamed(service);
    if (called === undefined) return notHere(request, `the service ${service}`, offered, service);
    return called.answer({ account, region, partition: partitionOf(region), caller: authority }, request);
  };
  const call: Platform["call"] =
    inject === undefined ? perform : (asked) => withFaults(inject, asked, async () => perform(asked));
  return {
    clock: account.clock,
    liveStage: (apiId, stageName) => liveStage(account, apiId, stageName),
    apiExists: (apiId) => apiExists(account, apiId),
    apiTags: (apiId) => apiTags(account, apiId),
    apiKey: (apiId, stageName, value) => apiKeyFor(account, apiId, stageName, value),
    keyUsage: account.corner(keyUsage, ""),
    signer: (signature, sourceIp) => callerOf(account, signature.region, signature, sourceIp),
    assume: (roleArn) => serviceCaller(account, roleArn, "apigateway.amazonaws.com"),
    log: logWriter(account, call),
    metrics: (region) => metricsOf(account, region),
    call,
  };
}

/** An endpoint's call of a service, with the faults that apply to it. */
async function withFaults(
  inject: Injector,
  call: ServiceCall,
  perform: () => Promise<WireResponse>,
): Promise<WireResponse> {
  const { request } = call;
  const service = serviceNamed(call.service);
  if (service === undefined) return perform();
  const operation = service.operationOf(request) ?? request.path;
  const { region, by = "an endpoint" } = call;
  const called = { service: service.name, operation, region, errors: service.errors, by };
  const answer = await inject(request, called, perform);
  if (answer.status === 0) throw integrationFailure();
  return answer;
}
