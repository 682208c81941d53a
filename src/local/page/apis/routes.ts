import { allGateways } from "../../apigateway/gateway.ts";
import type { Gateway } from "../../apigateway/gateway.ts";
import type { RestApi } from "../../apigateway/definition.ts";
import { snapshot } from "../../apigateway/deployments/snapshot.ts";
import type { Stage } from "../../apigateway/stages/stage-definition.ts";
import { partitionOf } from "../../account/callers.ts";
import type { DeployedApi } from "../../account/deployed.ts";
import type { ApiSummary, ApiView, KeyView, StageView } from "../api/api-view.ts";
import { notFound } from "../page-error.ts";
import type { Asked, PageRoute } from "../page-route.ts";
import { edits } from "./edits.ts";
import { policyWords } from "./policy-words.ts";
import { routeViews } from "./route-view.ts";
import { stageSettings } from "./stage-settings.ts";

/** The routes that are about REST APIs. */
export const apiRoutes: readonly PageRoute[] = [
  { method: "GET", path: /^\/apis$/, run: list },
  { method: "GET", path: /^\/apis\/([^/]+)\/([^/]+)$/, run: view },
  { method: "GET", path: /^\/keys\/([^/]+)\/([^/]+)$/, run: keyValue },
];

function list(asked: Asked): readonly ApiSummary[] {
  return [...allGateways(asked.desk.account)].flatMap(({ apis }) =>
    [...apis.values()].map((api) => summary(asked, api)),
  );
}

function view(asked: Asked): ApiView {
  const [region, id] = asked.parts;
  for (const gateway of allGateways(asked.desk.account)) {
    const api = gateway.apis.get(id ?? "");
    if (api === undefined || api.region !== region) continue;
    const stageViews = [...api.stages.values()].map((stage) => stageView(asked, api, stage));
    return { ...summary(asked, api), stageViews, keys: keyViews(gateway, api.id) };
  }
  throw notFound(`There is no REST API ${id} in ${region}.`);
}

function summary(asked: Asked, api: RestApi): ApiSummary {
  const stages = [...api.stages.values()];
  const defined = definition(asked, api);
  const typed = (words: string): string | undefined =>
    asked.desk.options.command?.(words, { region: api.region, tags: api.record.tags ?? {} });
  const [up, showKey] = [typed("up"), typed("key show")];
  return {
    region: api.region,
    apiId: api.id,
    name: api.record.name,
    stages: stages.map(({ record: { stageName } }) => ({ name: stageName, url: urlOf(asked, api, stageName) })),
    edits: Math.max(0, ...stages.map(({ live }) => edits(live.api, defined).length)),
    ...(up !== undefined && { up }),
    ...(showKey !== undefined && { showKey }),
  };
}

function stageView(asked: Asked, api: RestApi, { record, live }: Stage): StageView {
  const { deploymentId, stageName, description } = record;
  const deployment = api.deployments.get(deploymentId);
  return {
    name: stageName,
    url: urlOf(asked, api, stageName),
    deploymentId,
    ...(deployment !== undefined && { deployedAt: deployment.createdDate * 1000 }),
    ...(description !== undefined && { description }),
    routes: routeViews(live.api, live.variables),
    policy: policyWords(live.api.policy),
    ...(live.api.policy !== undefined && { policyText: live.api.policy }),
    settings: stageSettings(record),
    edits: edits(live.api, definition(asked, api)),
  };
}

/** The definition as a deployment would freeze it now. */
function definition({ desk: { account } }: Asked, api: RestApi): DeployedApi {
  return snapshot({ account, region: api.region, partition: partitionOf(api.region) }, api, "");
}

function keyViews({ apiKeys, usagePlans }: Gateway, apiId: string): readonly KeyView[] {
  const plans = [...usagePlans.values()].filter(({ record }) =>
    record.apiStages.some((stage) => stage.apiId === apiId),
  );
  return [...apiKeys.values()].flatMap(({ id, name = "", enabled }) => {
    const opened = plans.filter(({ keyIds }) => keyIds.has(id)).map(({ record }) => record.name);
    return opened.length === 0 ? [] : [{ id, name, enabled, plans: opened }];
  });
}

/** The value of the one key that somebody asks to see: lists leave it out. */
function keyValue({ desk, parts: [, id = ""] }: Asked): { readonly value: string } {
  for (const { apiKeys } of allGateways(desk.account)) {
    const key = apiKeys.get(id);
    if (key !== undefined) return { value: key.value };
  }
  throw notFound(`There is no API key ${id}.`);
}

function urlOf({ request }: Asked, { id }: RestApi, stage: string): string {
  return `http://${request.headers["host"]}/_aws/execute-api/${id}/${stage}`;
}
