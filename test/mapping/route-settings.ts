import type { RouteSettings, Surroundings } from "../../src/mapping/route-settings.ts";

/** The settings of a proxy for which nobody asked for anything. */
export const settings: RouteSettings = {
  name: "orders",
  streamName: "orders",
  path: "/",
  batchPath: undefined,
  batchFrom: undefined,
  firehoseKey: undefined,
  getEvents: undefined,
  handshake: undefined,
  handshakeToken: undefined,
  health: undefined,
  auth: "NONE",
  apiKey: undefined,
  respond: { type: "empty" },
  status: {},
  partitionKey: { type: "request-id" },
  accept: undefined,
  envelope: undefined,
  newline: false,
  cors: undefined,
  corsHeaders: undefined,
  corsCredentials: undefined,
};

/** What its routes refer to. */
export const around: Surroundings = {
  partition: "aws",
  region: "eu-west-1",
  role: "arn:aws:iam::111122223333:role/orders",
  schema: undefined,
};
