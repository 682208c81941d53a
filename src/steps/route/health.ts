import { healthRoute } from "../../mapping/mock/health-route.ts";
import { routeStep } from "./route-step.ts";

/** The health check on a path of its own, which makes no record. */
export const health = routeStep({
  name: "health",
  noun: "health check",
  kind: "health",
  httpMethod: "ANY",
  path: (config) => config.health,
  route: healthRoute,
});
