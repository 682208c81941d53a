import { corsHeaders, corsIn } from "./cors.ts";
import { HANDSHAKE_STATUSES } from "./handshake/challenge-lines.ts";
import { declaredStatuses } from "./response/statuses.ts";
import { routeMark } from "./route-mark.ts";
import type { RouteSettings } from "./route-settings.ts";
import type { RouteKind, WantedMethod } from "./route.ts";

/** The method of a route that senders call: who may, and every status that it may answer with. */
export function calledMethod(kind: RouteKind, settings: RouteSettings): WantedMethod {
  const headers = corsHeaders(corsIn(settings));
  const shakes = settings.handshake && kind !== "batch" ? HANDSHAKE_STATUSES : [];
  const statuses = [...declaredStatuses(settings.status), ...shakes];
  return {
    operationName: routeMark(settings.name, kind),
    authorization: settings.auth,
    apiKeyRequired: settings.apiKey,
    validatorId: undefined,
    models: undefined,
    responses: Object.fromEntries(statuses.map((status) => [status, headers])),
  };
}

/** A method that makes no record, and asks its callers for neither a key nor a signature: the resource policy counts for it too. */
export function openMethod(
  kind: RouteKind,
  { name }: Pick<RouteSettings, "name">,
  responses: WantedMethod["responses"],
): WantedMethod {
  return {
    operationName: routeMark(name, kind),
    authorization: "NONE",
    apiKeyRequired: false,
    validatorId: undefined,
    models: undefined,
    responses,
  };
}
