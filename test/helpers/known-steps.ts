import type { FoundIntegration } from "../../src/steps/route/integration.ts";
import type { FoundMethod } from "../../src/steps/route/method.ts";
import type { ApiFound } from "../../src/steps/api/api-found.ts";
import type { RoleFound } from "../../src/steps/role/roles.ts";

/** What other steps have found, for a step that builds on them: all of it ours and as asked. */
export const knownApi: ApiFound = {
  ids: { id: "api1", rootResourceId: "root1" },
  ours: true,
  facts: {
    "endpoint type": "REGIONAL",
    "binary media types": "",
    "api key source": "HEADER",
    tags: { "kinesis-proxy-stage": "production" },
    "api-name": "orders",
  },
};

export const knownMethod: FoundMethod = {
  ids: { httpMethod: "POST", path: "/", resourceId: "root1" },
  ours: true,
  facts: {
    method: {
      operationName: "kinesisProxy_orders_put",
      authorization: "NONE",
      apiKeyRequired: false,
      validatorId: "",
      models: {},
      responses: { "200": [], "400": [], "429": [], "500": [], "502": [] },
    },
    strays: [],
  },
};

export const knownRole: RoleFound = {
  ids: {
    name: "orders",
    arn: "arn:aws:iam::111122223333:role/orders",
    policyArn: "arn:aws:iam::111122223333:policy/orders",
  },
  ours: true,
  facts: { role: "there", "trust policy": "", policy: "", "policy attachment": "attached" },
  policyOurs: true,
  otherUses: 0,
  otherPolicies: [],
};

export const knownIntegration: FoundIntegration = {
  ids: { uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord" },
  ours: true,
  facts: {
    integration: {
      type: "AWS",
      httpMethod: "POST",
      credentials: "",
      timeout: 29_000,
      uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
      contentHandling: "",
      passthrough: "NEVER",
      requestParameters: {},
      requestTemplates: {},
      responses: {
        "200": { selectionPattern: "2\\d{2}", headers: {}, templates: {}, contentHandling: "" },
        "502": { selectionPattern: "", headers: {}, templates: {}, contentHandling: "" },
      },
    },
  },
};
