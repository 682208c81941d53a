import { getPath, getRoute } from "../../mapping/get-route.ts";
import { tokenThere } from "./integration.ts";
import { routeStep } from "./route-step.ts";

/** GET beside the event route's POST: events as queries, and handshakes. */
export const get = routeStep({
  name: "get",
  noun: "query route",
  kind: "get",
  httpMethod: "GET",
  path: getPath,
  after: ["integration"],
  secrets: tokenThere,
  route: getRoute,
});
