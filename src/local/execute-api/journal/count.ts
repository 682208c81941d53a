import type { DeployedApi, LiveStage } from "../../account/deployed.ts";
import type { Dimensions, Metrics } from "../../account/metrics/metrics.ts";
import type { Series } from "../../account/metrics/series.ts";
import type { Finished } from "./finished.ts";
import { settingsOf } from "./settings-of.ts";

/** Publishes what API Gateway does of a request, under `AWS/ApiGateway`: for the API, the stage, and the method where the stage has
 * detailed metrics. */
export function count({ call, response: { status }, answeredAt: at }: Finished): void {
  const { stage, api, trail, platform, receivedAt } = call;
  // TestInvokeMethod is not counted.
  if (stage === undefined) return;
  let metrics = ofStages.get(stage);
  if (metrics === undefined) ofStages.set(stage, (metrics = stageMetrics(platform.metrics(api.region), stage)));
  const fact = { status, at, latency: at - receivedAt, integrationLatency: trail.integration?.latency };
  for (const one of metrics.always) one.put(fact);
  if (trail.routed === undefined || !metrics.isDetailed) return;
  const { resource, httpMethod } = trail.routed;
  if (settingsOf(stage, resource.path, httpMethod).metricsEnabled !== true) return;
  const key = `${httpMethod} ${resource.path}`;
  let method = metrics.methods.get(key);
  if (method === undefined) {
    const dimensions = { Resource: resource.path, Method: httpMethod };
    metrics.methods.set(key, (method = metrics.more(dimensions)));
  }
  method.put(fact);
}

interface StageMetrics {
  readonly always: readonly RequestMetrics[];
  /** Some method has metrics of its own. */
  readonly isDetailed: boolean;
  readonly methods: Map<string, RequestMetrics>;
  /** Those of the stage with more dimensions. */
  readonly more: (dimensions: Dimensions) => RequestMetrics;
}

/** A stage that is changed is another object. */
const ofStages = new WeakMap<LiveStage, StageMetrics>();

function stageMetrics(metrics: Metrics, { api, stageName, methodSettings }: LiveStage): StageMetrics {
  const ofApi = { ApiName: metricName(api) };
  const ofStage = { ...ofApi, Stage: stageName };
  return {
    always: [new RequestMetrics(metrics, ofApi), new RequestMetrics(metrics, ofStage)],
    isDetailed: Object.values(methodSettings).some(({ metricsEnabled }) => metricsEnabled === true),
    methods: new Map(),
    more: (dimensions) => new RequestMetrics(metrics, { ...ofStage, ...dimensions }),
  };
}

/** API Gateway leaves out what is not ASCII; of a name that has nothing else it takes the API's id. */
function metricName({ name, apiId }: DeployedApi): string {
  // oxlint-disable-next-line no-control-regex -- ASCII begins with those
  return name.replace(/[^\u0000-\u007F]/g, "") || apiId;
}

interface RequestFact {
  readonly status: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds; the second is that of the integration, where one was called. */
  readonly latency: number;
  readonly integrationLatency: number | undefined;
}

/** The five metrics of requests with the same dimensions. */
class RequestMetrics {
  readonly #count: Series;
  readonly #clientErrors: Series;
  readonly #serverErrors: Series;
  readonly #latency: Series;
  readonly #integrationLatency: Series;

  constructor(metrics: Metrics, dimensions: Dimensions) {
    const named = (metric: string, unit: string): Series =>
      metrics.series({ namespace: "AWS/ApiGateway", metric, dimensions, unit });
    this.#count = named("Count", "Count");
    this.#clientErrors = named("4XXError", "Count");
    this.#serverErrors = named("5XXError", "Count");
    this.#latency = named("Latency", "Milliseconds");
    this.#integrationLatency = named("IntegrationLatency", "Milliseconds");
  }

  /** Errors are counted as 0 and 1, so that their average is the share of requests that failed. */
  put({ status, at, latency, integrationLatency }: RequestFact): void {
    this.#count.put(1, at);
    this.#clientErrors.put(status >= 400 && status < 500 ? 1 : 0, at);
    this.#serverErrors.put(status >= 500 ? 1 : 0, at);
    this.#latency.put(latency, at);
    if (integrationLatency !== undefined) this.#integrationLatency.put(integrationLatency, at);
  }
}
