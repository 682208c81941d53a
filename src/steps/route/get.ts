import { getPath, getRoute } from "../../mapping/get-route.ts";
import { integration } from "./integration.ts";
import { routeStep } from "./route-step.ts";
import { secretsOf } from "./secrets.ts";

/** GET beside the event route's POST: events as queries, and handshakes. */
export const get = routeStep({
  name: "get",
  noun: "query route",
  kind: "get",
  httpMethod: "GET",
  path: getPath,
  after: ["integration"],
  // Both compare the token.
  secrets: ({ known }) => secretsOf(known.get(integration)?.facts.integration),
  route: getRoute,
});
