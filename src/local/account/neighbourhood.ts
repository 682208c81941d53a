import type { Account } from "./account.ts";
import type { ServiceName } from "../http/address.ts";
import { apiExists, apiKeyFor, liveStage } from "../apigateway/index.ts";
import { callerOf, partitionOf, serviceCaller } from "./callers.ts";
import type { Neighbours, ServiceCall } from "../execute-api/neighbours.ts";
import { integrationFailure } from "../execute-api/response/refusals.ts";
import type { Spoil } from "../faults/index.ts";
import type { Service } from "./scope.ts";
import type { WireResponse } from "../http/wire.ts";

/** What the data plane sees of this account: deployed stages, API keys, roles that trust API Gateway, and the services, whose
 * answers `spoil` may spoil. */
export function neighbourhood(
  account: Account,
  services: () => Readonly<Record<ServiceName, Service>>,
  spoil?: Spoil,
): Neighbours {
  const perform: Neighbours["call"] = ({ service, region, authority, request }) => {
    const known: Readonly<Record<string, Service>> = services();
    const called = Object.hasOwn(known, service) ? known[service] : undefined;
    if (called !== undefined) {
      return called({ account, region, partition: partitionOf(region), caller: authority }, request);
    }
    const message = `This local AWS does not know the service ${service}.`;
    const headers = { "Content-Type": "application/json" };
    return { status: 501, headers, body: JSON.stringify({ message }) };
  };
  return {
    clock: account.clock,
    liveStage: (apiId, stageName) => liveStage(account, apiId, stageName),
    apiExists: (apiId) => apiExists(account, apiId),
    apiKey: (apiId, stageName, value) => apiKeyFor(account, apiId, stageName, value),
    signer: (signature, sourceIp) => callerOf(account, signature.region, signature, sourceIp),
    assume: (roleArn) => serviceCaller(account, roleArn, "apigateway.amazonaws.com"),
    call: spoil === undefined ? perform : (call) => spoilt(spoil, call, async () => perform(call)),
  };
}

/** An endpoint's own call of a service, with what `--fault` says of it. */
async function spoilt(spoil: Spoil, call: ServiceCall, perform: () => Promise<WireResponse>): Promise<WireResponse> {
  const { service, request } = call;
  const operation = request.headers["x-amz-target"]?.split(".").at(-1) ?? request.path;
  const called = { service: service as ServiceName, operation, byEndpoint: true };
  const answer = await spoil(request, called, perform);
  if (answer.status === 0) throw integrationFailure();
  return answer;
}
