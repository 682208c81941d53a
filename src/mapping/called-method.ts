import { corsHeaders, corsIn } from "./cors.ts";
import { declaredStatuses } from "./response/statuses.ts";
import { routeMark } from "./route-mark.ts";
import type { RouteSettings } from "./route-settings.ts";
import type { RouteKind, WantedMethod } from "./route.ts";

/** The method of a route that senders call: who may, and every status that it may answer with. */
export function calledMethod(kind: RouteKind, settings: RouteSettings): WantedMethod {
  const headers = corsHeaders(corsIn(settings));
  return {
    operationName: routeMark(settings.name, kind),
    authorization: settings.auth,
    apiKeyRequired: settings.apiKey,
    validatorId: undefined,
    models: undefined,
    responses: Object.fromEntries(declaredStatuses(settings.status).map((status) => [status, headers])),
  };
}
