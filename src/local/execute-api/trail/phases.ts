/** The phases of a request in the order in which API Gateway runs them. `front` is what refuses before anything of the API is
 * known. */
export const phases = [
  "front",
  "route",
  "authorization",
  "policy",
  "key",
  "throttle",
  "validation",
  "template",
  "integration",
  "response-template",
  "answer",
] as const;

/** One of the phases. */
export type PhaseName = (typeof phases)[number];

/** The place of each phase in the order. */
export const PHASE = {
  front: 0,
  route: 1,
  authorization: 2,
  policy: 3,
  key: 4,
  throttle: 5,
  validation: 6,
  template: 7,
  integration: 8,
  responseTemplate: 9,
  answer: 10,
} as const;
