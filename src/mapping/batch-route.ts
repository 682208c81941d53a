import { calledMethod } from "./called-method.ts";
import { batchTypes } from "./content-types.ts";
import { corsIn } from "./cors.ts";
import { firehoseKeyOf } from "./handshake/firehose-key.ts";
import { handshakeOf } from "./handshake/handshake.ts";
import { kinesisIntegration } from "./kinesis-integration.ts";
import { putRecordsTemplate } from "./request/put-records-template.ts";
import { batchResponseMappings } from "./response/batch-response-mappings.ts";
import type { RouteSettings, Surroundings } from "./route-settings.ts";
import type { WantedRoute } from "./route.ts";

/** Firehose sends a key of its own, and can send neither an API key nor a signature. */
const ownKey = { authorization: "NONE", apiKeyRequired: false };

/** POST of many events: each becomes a record, all of them in one PutRecords call. undefined without a path for it. */
export function batchRoute(settings: RouteSettings, around: Surroundings): WantedRoute | undefined {
  const { batchPath, batchFrom, accept, respond } = settings;
  if (!batchPath) return undefined;
  const key = batchFrom?.type === "firehose" ? firehoseKeyOf(settings.firehoseKey, around.secrets) : undefined;
  const template = putRecordsTemplate({
    ...settings,
    key,
    hiddenQuery: handshakeOf(settings, around.secrets)?.token?.name,
  });
  const types = batchTypes(accept, batchFrom?.type === "ndjson");
  // Firehose takes any other status for a failure, and sends everything again.
  const status = batchFrom?.type === "firehose" ? { ...settings.status, accepted: 200 } : settings.status;
  const method = calledMethod("batch", { ...settings, status });
  return {
    kind: "batch",
    path: batchPath,
    httpMethod: "POST",
    method: key === undefined ? method : { ...method, ...ownKey },
    integration: kinesisIntegration("PutRecords", around, {
      request: Object.fromEntries(types.map((type) => [type, template])),
      responses: batchResponseMappings(respond, {
        status,
        cors: corsIn(settings),
        batchFrom,
        key,
        largest: settings.maxRecordSize,
      }),
      binary: false,
    }),
  };
}
