import type { PhaseName } from "../../api.ts";

/** What a phase is called in the list of requests. */
export const phaseTitle: Readonly<Record<PhaseName, string>> = {
  front: "API Gateway front end",
  route: "Route",
  authorization: "Authorization",
  policy: "Resource policy",
  key: "API key",
  throttle: "Throttling and quota",
  validation: "Request validation",
  template: "Integration request",
  integration: "Integration",
  "response-template": "Integration response",
  answer: "Method response",
};
