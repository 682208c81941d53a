import { apigatewaySettings } from "./gateway.ts";
import { lagging } from "./operation/list-lag.ts";
import type { RestOperation } from "../protocols/rest-json.ts";
import { checkRate } from "./operation/rates.ts";
import { operations } from "./operations.ts";

export { noBasePath } from "./domain-names/domain-definition.ts";
export { apiExists, apiKeyFor, apiTags, hasDomainNames, liveStage, mappingsOf } from "./deployments/live.ts";
export { apigatewaySettings, loggingRole } from "./gateway.ts";
export type { ApigatewaySettings } from "./gateway.ts";

/** The paths of the control plane, those too of resources that this API Gateway does not have. */
export const apigatewayPaths =
  /^\/(restapis|apikeys|usageplans|tags|account|vpclinks|domainnames|clientcertificates|sdktypes)(\/|$)/;

/** The control plane of API Gateway's REST APIs. */
export const apigatewayOperations: readonly RestOperation[] = operations.map(switchable);

/** The operation with the account's switches: rate limits, and refusals that a test or a user asked for. */
function switchable(operation: RestOperation): RestOperation {
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
