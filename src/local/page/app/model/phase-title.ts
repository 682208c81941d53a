import type { PhaseName } from "../../api.ts";

/** What a phase is called in the list of requests. */
export const phaseTitle: Readonly<Record<PhaseName, string>> = {
  front: "API Gateway",
  route: "Route",
  authorization: "Authorization",
  policy: "Resource policy",
  key: "API key",
  throttle: "Throttle",
  validation: "Validation",
  template: "Request template",
  integration: "Integration",
  "response-template": "Response template",
  answer: "Answer",
};
