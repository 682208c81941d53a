import type { Shape } from "../engine/step/check.ts";
import { access } from "./access/access.ts";
import { account } from "./watch/account.ts";
import { archive } from "./archive/archive.ts";
import { archiveLogs } from "./watch/archive-logs.ts";
import { archiveRole } from "./archive/role/archive-role.ts";
import { bucket } from "./archive/bucket/bucket.ts";
import { alarms } from "./watch/alarms.ts";
import { api } from "./api/api.ts";
import { batch } from "./route/batch.ts";
import { cors } from "./route/cors.ts";
import { dashboard } from "./watch/dashboard.ts";
import { deployment } from "./deployment/deployment.ts";
import { executionLogs } from "./watch/execution-logs.ts";
import { filters } from "./watch/filters.ts";
import { get } from "./route/get.ts";
import { health } from "./route/health.ts";
import { integration } from "./route/integration.ts";
import { key } from "./key/key.ts";
import { logs } from "./watch/logs.ts";
import { method } from "./route/method.ts";
import { role } from "./role/role.ts";
import { schema } from "./route/schema.ts";
import { stage } from "./watch/stage.ts";
import { stream } from "./stream/stream.ts";
import { throttle } from "./throttle/throttle.ts";

export {
  access,
  api,
  archive,
  archiveLogs,
  archiveRole,
  batch,
  bucket,
  cors,
  deployment,
  get,
  health,
  integration,
  key,
  method,
  role,
  schema,
  stream,
  throttle,
};

/** The proxy, resource by resource, in the order in which they can be made one after the other. */
export const proxy = [
  stream, // where the records go
  role, // what API Gateway may do
  api, // the REST API and its root resource
  schema, // what a body must look like, when asked for
  method, // POST on the path
  integration, // the request as a PutRecord call
  batch, // many records in one request, when asked for
  get, // events as queries and handshakes, when asked for
  health, // a health check, when asked for
  cors, // what browsers ask for, when asked for
  access, // who may call
  deployment, // the stage that serves it all
  throttle, // how many requests it lets through, when asked for
  bucket, // where the archive is, when asked for
  archiveRole, // what Firehose may do
  archiveLogs, // where Firehose writes what it cannot deliver
  archive, // every record into the bucket
  key, // an API key, when asked for
  account, // the role by which API Gateway writes logs, when asked for
  logs, // where the access log goes, when asked for
  executionLogs, // and the execution log
  filters, // metrics counted in the access log, for alarms and dashboard
  stage, // what the stage logs, traces and measures, when asked for
  alarms, // for what loses records or shuts senders out, when asked for
  dashboard, // graphs of all that, when asked for
] as const;

/** What the state file may keep of each step. */
export const idShapes: Readonly<Record<string, Shape>> = Object.fromEntries(proxy.map(({ name, ids }) => [name, ids]));

type Each = (typeof proxy)[number];

/** The names of the steps. */
export type StepName = Each["name"];

/** The ids of each step, by its name. */
export type StepIds = {
  readonly [S in Each as S["name"]]: NonNullable<Awaited<ReturnType<S["find"]>>>["ids"];
};
