import { newPlan } from "../../../../steps/key/make-plan.ts";
import { ownMark } from "../../../../steps/ours/own-stages.ts";
import { ownerTags } from "../../../../aws/tags.ts";
import type { ProxyFacts } from "../proxy/proxy-facts.ts";
import { apiIdOf } from "./api-resources.ts";
import { reference } from "./reference.ts";
import { resource, tagList, type Resource } from "./resource.ts";

/** The deployment, which comes after all that it freezes, and the stage that serves it. */
export function stageResources(facts: ProxyFacts, frozen: readonly Resource[]): readonly Resource[] {
  const { config, own, deploymentDescription } = facts;
  const RestApiId = apiIdOf(facts);
  if (!own.has("deployment")) return [];
  const parts = frozen.filter(({ type }) => FROZEN.includes(type)).map(({ id }) => id);
  return [
    resource("Deployment", "AWS::ApiGateway::Deployment", { RestApiId, Description: deploymentDescription }, parts),
    resource(
      "Stage",
      "AWS::ApiGateway::Stage",
      {
        RestApiId,
        DeploymentId: reference("Deployment", "Id"),
        StageName: config.stage,
        Description: ownMark(facts),
        ...settingsOf(facts),
        Tags: tagList(ownerTags(config.name)),
      },
      own.has("account") ? ["Account"] : [],
    ),
  ];
}

/** What a deployment is made anew for. */
const FROZEN = ["Method", "GatewayResponse", "Model", "RequestValidator"].map((name) => `AWS::ApiGateway::${name}`);

function settingsOf({ own, stage, throttle }: ProxyFacts) {
  const log = stage["access-log"];
  const level = stage["execution-log"];
  const said = {
    ...(level !== undefined && { LoggingLevel: level.toUpperCase() }),
    ...(stage["data-trace"] !== undefined && { DataTraceEnabled: stage["data-trace"] }),
    ...(stage["detailed-metrics"] !== undefined && { MetricsEnabled: stage["detailed-metrics"] }),
    ...(throttle !== undefined && { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst }),
  };
  // Of a stage on which everything is off AWS may have no settings at all.
  const isOn = (level ?? "off") !== "off" || stage["data-trace"] === true || stage["detailed-metrics"] === true;
  const all = (isOn && own.has("stage")) || throttle !== undefined;
  return {
    AccessLogSetting:
      log === undefined || log === "off" ? undefined : { DestinationArn: log, Format: stage["access-log-format"] },
    TracingEnabled: stage.tracing,
    MethodSettings: all ? [{ HttpMethod: "*", ResourcePath: "/*", ...said }] : undefined,
  };
}

/** The API key and the usage plan that lets it in. */
export function keyResources(facts: ProxyFacts): readonly Resource[] {
  const { config, own } = facts;
  if (!own.has("key")) return [];
  const plan = newPlan(config, apiIdOf(facts));
  const { limit, period, offset } = plan.quota ?? {};
  return [
    resource("ApiKey", "AWS::ApiGateway::ApiKey", {
      Name: config.apiName,
      Enabled: true,
      Tags: tagList(plan.tags),
    }),
    resource("UsagePlan", "AWS::ApiGateway::UsagePlan", {
      UsagePlanName: plan.name,
      ApiStages: plan.apiStages.map(({ apiId }) => ({ ApiId: apiId, Stage: reference("Stage", "Name") })),
      Quota: plan.quota && { Limit: limit, Period: period, Offset: offset },
      Tags: tagList(plan.tags),
    }),
    resource("UsagePlanKey", "AWS::ApiGateway::UsagePlanKey", {
      KeyId: reference("ApiKey", "Id"),
      KeyType: "API_KEY",
      UsagePlanId: reference("UsagePlan", "Id"),
    }),
  ];
}
