import type { AnyStep } from "../core/step.ts";
import { access } from "./access.ts";
import { api } from "./api.ts";
import { deployment } from "./deployment.ts";
import { integration } from "./integration.ts";
import { key } from "./key.ts";
import { method } from "./method.ts";
import { role } from "./role.ts";
import { stream } from "./stream.ts";

export { access, api, deployment, integration, key, method, role, stream };

/** The proxy, resource by resource, in the order in which they can be made one after the other. */
export const proxy: readonly AnyStep[] = [
  stream, // where the records go
  role, // what API Gateway may do
  api, // the REST API and its root resource
  method, // POST on the path
  integration, // the request as a PutRecord call
  access, // who may call
  deployment, // the stage that serves it all
  key, // an API key, when asked for
];
