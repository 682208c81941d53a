import type { StateOwner } from "../../src/state/belongs.ts";

export const owner: StateOwner = {
  name: "orders",
  region: "ap-northeast-2",
  endpoint: undefined,
  accountId: "111122223333",
};

export { idShapes as shapes } from "../../src/steps/index.ts";

export const ids = {
  stream: { name: "orders", arn: "arn:aws:kinesis:ap-northeast-2:111122223333:stream/orders" },
  role: {
    name: "orders",
    arn: "arn:aws:iam::111122223333:role/orders",
    policyArn: "arn:aws:iam::111122223333:policy/orders",
  },
  api: { id: "a1b2c3d4e5", rootResourceId: "z9y8x7" },
  method: { httpMethod: "POST", path: "/", resourceId: "z9y8x7" },
  integration: { uri: "arn:aws:apigateway:ap-northeast-2:kinesis:action/PutRecord" },
  access: { allow: ["203.0.113.0/24"] },
  deployment: { id: "d1e2f3", stage: "production" },
  key: { id: "k1", usagePlanId: "u1" },
  batch: { httpMethod: "POST", path: "/batch", resourceId: "b1" },
  cors: { origins: ["https://app.example.com"] },
  schema: { model: "KinesisProxyEvent", validatorId: "v1" },
};

/** A whole state file's content. */
export const document = {
  version: 1,
  name: "orders",
  region: "ap-northeast-2",
  accountId: "111122223333",
  settings: { shards: 2 },
  steps: { stream: ids.stream, api: ids.api },
};
