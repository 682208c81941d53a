import { calledMethod } from "./called-method.ts";
import { batchTypes } from "./content-types.ts";
import { corsIn } from "./cors.ts";
import { kinesisIntegration } from "./kinesis-integration.ts";
import { putRecordsTemplate } from "./request/put-records-template.ts";
import { batchResponseMappings } from "./response/batch-response-mappings.ts";
import type { RouteSettings, Surroundings } from "./route-settings.ts";
import type { WantedRoute } from "./route.ts";

/** POST of a list of events: each becomes a record, all of them in one PutRecords call. undefined without a path for it. */
export function batchRoute(settings: RouteSettings, around: Surroundings): WantedRoute | undefined {
  const { batchPath, accept, respond, status } = settings;
  if (!batchPath) return undefined;
  const template = putRecordsTemplate(settings);
  return {
    kind: "batch",
    path: batchPath,
    httpMethod: "POST",
    method: calledMethod("batch", settings),
    integration: kinesisIntegration("PutRecords", around, {
      request: Object.fromEntries(batchTypes(accept).map((type) => [type, template])),
      responses: batchResponseMappings(respond, { status, cors: corsIn(settings) }),
      binary: false,
    }),
  };
}
