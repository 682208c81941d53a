import { batchResponseMappings } from "./response/batch-response-mappings.ts";
import { putRecordsTemplate } from "./request/put-records-template.ts";
import { binaryTypes, JSON_TYPES, jsonTypes, textual } from "./content-types.ts";
import { corsHeaders, gatewayResponses, preflight, type Cors, type GatewayResponseMapping } from "./cors.ts";
import type { Envelope } from "./request/envelope.ts";
import type { PartitionKey } from "./request/partition-key.ts";
import { PROBE_TYPE, probeTemplate, putRecordTemplate } from "./request/put-record-template.ts";
import type { ResponseMapping } from "./response/response-mapping.ts";
import { responseMappings, type Answer } from "./response/response-mappings.ts";
import { declaredStatuses, type Statuses } from "./response/statuses.ts";

/** The settings that a route is made of. */
export interface Wishes {
  readonly streamName: string;
  readonly respond: Answer;
  readonly status: Partial<Statuses>;
  readonly partitionKey: PartitionKey;
  /** Content types; undefined for JSON. */
  readonly accept: readonly string[] | undefined;
  readonly envelope: Envelope | undefined;
  readonly newline: boolean;
  /** Origins; none when empty. */
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
  const types = wishes.accept ?? JSON_TYPES;
  const template = (type: string): string => putRecordTemplate({ ...common(wishes), binary: !textual(type) });
  return {
    action: "PutRecord",
    validated: jsonTypes(types),
    responses: declared(wishes),
    integration: aws(
      {
        ...Object.fromEntries(types.map((type) => [type, template(type)])),
        [PROBE_TYPE]: probeTemplate(wishes.streamName),
      },
      responseMappings(wishes.respond, { statuses: wishes.status, cors: corsIn(wishes) }),
      binaryTypes(types).length > 0,
    ),
  };
}

/** POST of a list of events: each becomes a record, all of them in one PutRecords call. */
export function batchRoute(wishes: Wishes): Route {
  const template = putRecordsTemplate(common(wishes));
  return {
    action: "PutRecords",
    validated: [],
    responses: declared(wishes),
    integration: aws(
      { "application/json": template },
      batchResponseMappings(wishes.respond, { statuses: wishes.status, cors: corsIn(wishes) }),
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
  const key = wishes.partitionKey;
  const asked = preflight(cors, [...(wishes.envelope?.headers ?? []), ...(key.type === "header" ? [key.name] : [])]);
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
  return cors === undefined || cors.length === 0 ? undefined : { origins: cors };
}

function common({ streamName, partitionKey, envelope, newline }: Wishes) {
  return { streamName, partitionKey, envelope, newline };
}

function declared(wishes: Wishes): Route["responses"] {
  const headers = corsHeaders(corsIn(wishes));
  return Object.fromEntries(declaredStatuses(wishes.status).map((status) => [status, headers]));
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
