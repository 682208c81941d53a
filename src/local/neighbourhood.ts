import type { Account } from "./account.ts";
import type { ServiceName } from "./address.ts";
import { apiExists, apiKeyFor, liveStage } from "./apigateway/index.ts";
import { partitionOf, serviceCaller } from "./callers.ts";
import type { Neighbours } from "./execute-api/neighbours.ts";
import type { Service } from "./scope.ts";

/** What the data plane sees of this account: deployed stages, API keys, roles that trust API Gateway, and the services. */
export function neighbourhood(account: Account, services: () => Readonly<Record<ServiceName, Service>>): Neighbours {
  return {
    clock: account.clock,
    liveStage: (apiId, stageName) => liveStage(account, apiId, stageName),
    apiExists: (apiId) => apiExists(account, apiId),
    apiKey: (apiId, stageName, value) => apiKeyFor(account, apiId, stageName, value),
    assume: (roleArn) => serviceCaller(account, roleArn, "apigateway.amazonaws.com"),
    call({ service, region, authority, request }) {
      const known: Readonly<Record<string, Service>> = services();
      const called = Object.hasOwn(known, service) ? known[service] : undefined;
      if (called !== undefined) {
        return called({ account, region, partition: partitionOf(region), caller: authority }, request);
      }
      const message = `This local AWS does not know the service ${service}.`;
      const headers = { "Content-Type": "application/json" };
      return { status: 501, headers, body: JSON.stringify({ message }) };
    },
  };
}
