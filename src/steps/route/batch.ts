import { batchRoute } from "../../mapping/batch-route.ts";
import { tokenThere } from "./integration.ts";
import { routeStep } from "./route-step.ts";

/** The batch route: POST of a list on its own path, as one PutRecords call. */
export const batch = routeStep({
  name: "batch",
  noun: "batch route",
  kind: "batch",
  httpMethod: "POST",
  path: ({ batchPath }) => batchPath,
  after: ["integration"],
  secrets: tokenThere,
  route: batchRoute,
});
