import type { TestInvokeRun } from "../deployed.ts";
import { restJsonService, routeOf } from "../protocols/rest-json.ts";
import type { Service } from "../account/scope.ts";
import type { WireRequest } from "../http/wire.ts";
import { apigatewaySettings } from "./gateway.ts";
import { lagging } from "./operation/list-lag.ts";
import type { ApigatewayOperation } from "./operation/operation.ts";
import { operations } from "./operations.ts";
import { checkRate } from "./operation/rates.ts";
import { testInvokeMethod } from "./methods/test-invoke-method.ts";

export { apigatewaySettings } from "./gateway.ts";
export type { ApigatewaySettings } from "./gateway.ts";
export { apiExists, apiKeyFor, liveStage } from "./deployments/live.ts";

/** The control plane of API Gateway's REST APIs. `testInvoke` is the data plane's. */
export function createApigateway(neighbours: { readonly testInvoke: TestInvokeRun }): Service {
  return restJsonService([...operations, testInvokeMethod(neighbours.testInvoke)].map(switchable));
}

// Only its name is wanted.
const named = [...operations, testInvokeMethod(() => Promise.reject(new Error("There is no data plane here")))];

export const apigatewayOperations: readonly string[] = named.map(({ name }) => name);

/** AWS's name of the operation that a request calls. */
export function operationName(request: WireRequest): string | undefined {
  try {
    return routeOf(named, request)?.name;
  } catch {
    return undefined;
  }
}

/** The operation behind the account's switches: rates, and refusals that somebody asked for. */
function switchable(operation: ApigatewayOperation): ApigatewayOperation {
  return {
    ...operation,
    run(scope, input) {
      const settings = apigatewaySettings(scope.account);
      if (settings.enforceRates) checkRate(scope, operation.name);
      const refusal = settings.refusal?.(operation.name);
      if (refusal !== undefined) throw refusal;
      return lagging(scope, operation.name, operation.run(scope, input));
    },
  };
}
