import { openMethod } from "../called-method.ts";
import { responseParameters } from "../cors.ts";
import { nothing } from "../response/response-mappings.ts";
import type { RouteSettings } from "../route-settings.ts";
import type { WantedRoute } from "../route.ts";
import { BODILESS_TYPES, mockAnswer, mockIntegration } from "./mock-integration.ts";

const ALLOW = { Allow: "GET, HEAD" };

/** GET and HEAD on a path of its own, which load balancers and monitors ask: 200 without a record. undefined without a path. It says
 * that API Gateway answers, and nothing of the stream. */
export function healthRoute(settings: RouteSettings): WantedRoute | undefined {
  if (!settings.health) return undefined;
  const asks = ["GET", "HEAD"].map((method) => `$context.httpMethod == "${method}"`).join(" || ");
  return {
    kind: "health",
    path: settings.health,
    // One method for both: HEAD would need one of its own.
    httpMethod: "ANY",
    method: openMethod("health", settings, { "200": [], "405": Object.keys(ALLOW) }),
    integration: mockIntegration(`#if(${asks}){"statusCode": 200}#else{"statusCode": 405}#end`, BODILESS_TYPES, {
      "200": mockAnswer("200", nothing),
      "405": mockAnswer("", `{"message":"Method Not Allowed"}`, responseParameters(ALLOW)),
    }),
  };
}
