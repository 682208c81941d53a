import type { Found } from "../../src/engine/found.ts";

/** What other steps have found, for a step that builds on them: all of it ours and as asked. */
export const knownApi: Found["api"] = {
  ids: { id: "api1", rootResourceId: "root1" },
  ours: true,
  name: "orders",
  endpointTypes: ["REGIONAL"],
  binaryMediaTypes: [],
  apiKeySource: "HEADER",
  recall: { "kinesis-proxy-stage": "production" },
};

export const knownMethod: Found["method"] = {
  ids: { httpMethod: "POST", path: "/", resourceId: "root1" },
  ours: true,
  operationName: "kinesisProxy_orders_put",
  strays: [],
  authorization: "NONE",
  apiKeyRequired: false,
  validatorId: "",
  models: {},
  responses: { "200": [], "400": [], "429": [], "500": [], "502": [] },
};

export const knownRole: Found["role"] = {
  ids: {
    name: "orders",
    arn: "arn:aws:iam::111122223333:role/orders",
    policyArn: "arn:aws:iam::111122223333:policy/orders",
  },
  ours: true,
  present: true,
  trust: "",
  policy: undefined,
  policyOurs: true,
  attached: true,
  otherUses: 0,
  otherPolicies: [],
};

export const knownIntegration: Found["integration"] = {
  ids: { uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord" },
  ours: true,
  type: "AWS",
  httpMethod: "POST",
  credentials: undefined,
  uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
  contentHandling: "",
  passthrough: "NEVER",
  requestParameters: {},
  requestTemplates: {},
  responses: {
    "200": { selectionPattern: "2\\d{2}", headers: {}, templates: {}, contentHandling: "" },
    "502": { selectionPattern: "", headers: {}, templates: {}, contentHandling: "" },
  },
};
