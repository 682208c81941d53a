import { USUAL_TIMEOUT, type IntegrationResponse, type RouteIntegration } from "../route.ts";

/** Content types of requests without a body, by which API Gateway chooses a template; most have none, which counts as JSON. */
export const BODILESS_TYPES = ["application/json", "application/x-www-form-urlencoded", "text/plain"] as const;

/** An integration that answers by itself: the template prints the status. A body that no template takes must not choose it. */
export function mockIntegration(
  template: string,
  types: readonly string[],
  responses: Readonly<Record<string, IntegrationResponse>>,
): RouteIntegration {
  return {
    type: "MOCK",
    httpMethod: "",
    uri: "",
    credentials: "",
    passthrough: "NEVER",
    contentHandling: "",
    timeout: USUAL_TIMEOUT,
    requestParameters: {},
    requestTemplates: Object.fromEntries(types.map((type) => [type, template])),
    responses,
  };
}

/** The answer of a MOCK integration to the statuses that fit the pattern; "" for all others. */
export function mockAnswer(
  selectionPattern: string,
  template: string,
  headers: Readonly<Record<string, string>> = {},
): IntegrationResponse {
  return { selectionPattern, headers, contentHandling: "CONVERT_TO_TEXT", templates: { "application/json": template } };
}
