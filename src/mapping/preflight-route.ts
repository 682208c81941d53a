import { JSON_TYPES } from "./content-types.ts";
import { corsIn, corsLines, preflightHeaders, responseParameters } from "./cors.ts";
import { mockAnswer, mockIntegration } from "./mock/mock-integration.ts";
import { nothing } from "./response/response-mappings.ts";
import { routeMark } from "./route-mark.ts";
import type { RouteSettings } from "./route-settings.ts";
import type { WantedRoute } from "./route.ts";

/** OPTIONS, by which browsers ask before they call one of the `methods` of a path. undefined without CORS. */
export function preflightRoute(
  settings: RouteSettings,
  path: string,
  methods: readonly string[],
): WantedRoute | undefined {
  const { name, envelope, partitionKey: key, corsHeaders = [] } = settings;
  const cors = corsIn(settings);
  if (cors === undefined) return undefined;
  const sent = [...(envelope?.headers ?? []), ...(key?.type === "header" ? [key.name] : [])];
  const headers = preflightHeaders(cors, methods, sent, corsHeaders);
  return {
    kind: "preflight",
    path,
    httpMethod: "OPTIONS",
    method: {
      operationName: routeMark(name, "preflight"),
      // Browsers send no key and no signature with their question.
      authorization: "NONE",
      apiKeyRequired: false,
      validatorId: undefined,
      models: undefined,
      responses: { "200": Object.keys(headers) },
    },
    integration: mockIntegration(`{"statusCode": 200}`, JSON_TYPES, {
      "200": mockAnswer("", [...corsLines(cors), nothing].join("\n"), responseParameters(headers)),
    }),
  };
}
