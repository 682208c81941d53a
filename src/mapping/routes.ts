import { batchResponseMappings } from "./batch-response-mappings.ts";
import { putRecordsTemplate } from "./put-records-template.ts";
import { binaryTypes, contentTypes, jsonTypes, textual } from "./content-types.ts";
import { corsHeaders, corsOf, gatewayResponses, preflight, type Cors, type GatewayResponseMapping } from "./cors.ts";
import { envelopeOf } from "./envelope.ts";
import { parsePartitionKey } from "./partition-key.ts";
import { PROBE_TYPE, probeTemplate, putRecordTemplate } from "./put-record-template.ts";
import type { ResponseMapping } from "./response-mapping.ts";
import { responseMappings, type Answer } from "./response-mappings.ts";
import { declaredStatuses, type Statuses } from "./statuses.ts";

/** What a route is made of: settings as the user gave them. */
export interface Wishes {
  readonly streamName: string;
  readonly respond: Answer;
  readonly statuses: Partial<Statuses>;
  readonly partitionKey: string;
  readonly accept: readonly string[] | undefined;
  readonly envelope: readonly string[] | undefined;
  readonly newline: boolean;
  readonly cors: readonly string[] | undefined;
}

/** A method and its integration as API Gateway is to have them; which stream's region and which role is not said here. */
export interface Route {
  readonly action: "PutRecord" | "PutRecords";
  /** The content types whose bodies `--schema` applies to. API Gateway checks those that have a model, and lets all others pass. */
  readonly validated: readonly string[];
  /** Header names that each declared status may carry. */
  readonly responses: Readonly<Record<string, readonly string[]>>;
  readonly integration: RouteIntegration;
}

export interface RouteIntegration {
  readonly type: "AWS" | "MOCK";
  readonly httpMethod: string;
  readonly passthrough: "NEVER";
  /** "" or CONVERT_TO_TEXT. */
  readonly contentHandling: string;
  readonly requestParameters: Readonly<Record<string, string>>;
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly responses: Readonly<Record<string, ResponseMapping>>;
}

/** POST of one event: its body becomes one record. */
export function singleRoute(wishes: Wishes): Route {
  const types = contentTypes(wishes.accept ?? ["json"]);
  const record = { ...common(wishes), newline: wishes.newline };
  const template = (type: string): string => putRecordTemplate({ ...record, binary: !textual(type) });
  return {
    action: "PutRecord",
    validated: jsonTypes(wishes.accept ?? ["json"]),
    responses: declared(wishes),
    integration: aws(
      {
        ...Object.fromEntries(types.map((type) => [type, template(type)])),
        [PROBE_TYPE]: probeTemplate(wishes.streamName),
      },
      responseMappings(wishes.respond, { statuses: wishes.statuses, cors: corsIn(wishes) }),
      binaryTypes(wishes.accept ?? []).length > 0,
    ),
  };
}

/** POST of a list of events: each becomes a record, all of them in one PutRecords call. */
export function batchRoute(wishes: Wishes): Route {
  const template = putRecordsTemplate({ ...common(wishes), newline: wishes.newline });
  return {
    action: "PutRecords",
    validated: [],
    responses: declared(wishes),
    integration: aws(
      { "application/json": template },
      batchResponseMappings(wishes.respond, { statuses: wishes.statuses, cors: corsIn(wishes) }),
      false,
    ),
  };
}

/** OPTIONS, by which browsers ask before they POST; undefined without CORS. */
export function preflightRoute(
  wishes: Wishes,
): { readonly responses: Route["responses"]; readonly integration: RouteIntegration } | undefined {
  const cors = corsIn(wishes);
  if (cors === undefined) return undefined;
  const key = parsePartitionKey(wishes.partitionKey);
  const asked = preflight(cors, [...(wishes.envelope ?? []), ...(key.type === "header" ? [key.name] : [])]);
  return {
    responses: Object.fromEntries(Object.keys(asked.responses).map((status) => [status, asked.headers])),
    integration: {
      type: "MOCK",
      httpMethod: "",
      passthrough: "NEVER",
      contentHandling: "",
      requestParameters: {},
      requestTemplates: asked.requestTemplates,
      responses: asked.responses,
    },
  };
}

/** What API Gateway's own refusals need so that browsers may read them, by response type; none without CORS. */
export function refusals(wishes: Wishes): Readonly<Record<string, GatewayResponseMapping>> {
  const cors = corsIn(wishes);
  return cors === undefined ? {} : gatewayResponses(cors);
}

function corsIn({ cors }: Wishes): Cors | undefined {
  return cors === undefined || cors.length === 0 ? undefined : corsOf(cors);
}

function common({ streamName, partitionKey, envelope }: Wishes) {
  return {
    streamName,
    partitionKey: parsePartitionKey(partitionKey),
    envelope: envelope === undefined ? undefined : envelopeOf(envelope),
  };
}

function declared(wishes: Wishes): Route["responses"] {
  const headers = corsHeaders(corsIn(wishes));
  return Object.fromEntries(declaredStatuses(wishes.statuses).map((status) => [status, headers]));
}

function aws(
  requestTemplates: Readonly<Record<string, string>>,
  responses: Readonly<Record<string, ResponseMapping>>,
  binary: boolean,
): RouteIntegration {
  return {
    type: "AWS",
    httpMethod: "POST",
    // A body that no template takes must not reach Kinesis as it is: its sender could name a stream.
    passthrough: "NEVER",
    contentHandling: binary ? "CONVERT_TO_TEXT" : "",
    requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
    requestTemplates,
    responses,
  };
}
