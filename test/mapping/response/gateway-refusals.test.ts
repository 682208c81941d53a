import { expect, test } from "vitest";
import { exactRefusal, generalRefusal, type RefusalFacts } from "../../../src/mapping/response/gateway-refusals.ts";

const facts: RefusalFacts = {
  atRoute: false,
  atTemplate: false,
  route: "POST /",
  asked: "POST /nowhere",
  routes: () => Array.from({ length: 8 }, (_, at) => `GET /${at}`),
  types: () => [],
  contentType: undefined,
  contentEncoding: undefined,
  hasKey: false,
  signer: undefined,
  address: "203.0.113.7",
  apiName: "Orders",
  limits: () => [],
  quota: undefined,
  timeout: 29_000,
  message: "No such thing.",
  reason: undefined,
  places: [],
};

test.each<[string, Partial<RefusalFacts>, string]>([
  [
    "MISSING_AUTHENTICATION_TOKEN",
    { atRoute: true },
    "What is deployed has no POST /nowhere: it has GET /0, GET /1, GET /2, GET /3, GET /4, GET /5 and 2 more.",
  ],
  [
    "UNSUPPORTED_MEDIA_TYPE",
    { atTemplate: true },
    "The request has no Content-Type, which counts as application/json: POST / takes none.",
  ],
  [
    "UNSUPPORTED_MEDIA_TYPE",
    { atTemplate: true, contentType: "x/y", types: () => Array.from({ length: 45 }, (_, at) => `a/${at}`) },
    "The Content-Type is x/y: POST / takes a/0, a/1, a/2, a/3, a/4, a/5 and 39 more.",
  ],
  ["THROTTLED", {}, "More requests came than are let through at a time."],
  ["QUOTA_EXCEEDED", {}, "The quota of the API key is used up."],
  ["INTEGRATION_TIMEOUT", {}, "What the endpoint calls did not answer within 29000 ms."],
  [
    "ACCESS_DENIED",
    { message: "… with an explicit deny" },
    "The resource policy of the API Orders denies the address 203.0.113.7.",
  ],
  ["API_CONFIGURATION_ERROR", { reason: "The role is gone" }, "The role is gone."],
  ["NEW_TYPE", {}, "No such thing."],
])("%s %j", (type, more, sentence) => {
  expect(exactRefusal(type, { ...facts, ...more })).toBe(sentence);
});

test("a type that is not known is named", () => {
  expect(generalRefusal("NEW_TYPE")).toBe("API Gateway refused it: NEW_TYPE.");
});
