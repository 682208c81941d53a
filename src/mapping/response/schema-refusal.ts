import { gatewayResponses, type Cors, type GatewayResponseMapping } from "../cors.ts";

/** API Gateway's refusal of a body that does not fit its model. */
export const SCHEMA_REFUSAL = "BAD_REQUEST_BODY";

/** The gateway response that says what is wrong with a body, in API Gateway's words beside its own message. Those are escaped for
 * JSON where they stand, but not quoted: people have shown `"error": "[object has missing required properties ([\\"id\\"])]"`. */
export function schemaRefusal(cors: Cors | undefined): GatewayResponseMapping {
  return {
    // A refusal that has a gateway response has nothing of that for all others.
    responseParameters: gatewayResponses(cors)["DEFAULT_4XX"]?.responseParameters ?? {},
    responseTemplates: {
      "application/json": `{"message":$context.error.messageString,"error":"$context.error.validationErrorString"}`,
    },
  };
}
