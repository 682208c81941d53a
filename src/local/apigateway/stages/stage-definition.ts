import type { DeployedApi, LiveStage } from "../../account/deployed.ts";
import type { ByName } from "../by-name.ts";

/** A deployment with the definition that it froze. */
export interface Deployment {
  readonly id: string;
  description?: string;
  /** Seconds since 1970. */
  readonly createdDate: number;
  readonly api: DeployedApi;
}

/** A stage: its record and what it serves. */
export interface Stage {
  record: StageRecord;
  /** What the data plane serves; rebuilt whenever the record changes. */
  live: LiveStage;
}

/** A Stage as GetStage shows it. */
export interface StageRecord {
  readonly deploymentId: string;
  readonly clientCertificateId?: string;
  readonly stageName: string;
  readonly description?: string;
  readonly cacheClusterEnabled: boolean;
  readonly cacheClusterSize?: string;
  readonly cacheClusterStatus: "AVAILABLE" | "NOT_AVAILABLE";
  readonly methodSettings: ByName<MethodSetting>;
  readonly variables?: ByName<string>;
  readonly documentationVersion?: string;
  readonly accessLogSettings?: { readonly destinationArn?: string; readonly format?: string };
  readonly canarySettings?: CanarySettings;
  readonly tracingEnabled: boolean;
  readonly tags?: ByName<string>;
  readonly createdDate: number;
  readonly lastUpdatedDate: number;
}

/** A stage's canary. */
export interface CanarySettings {
  readonly percentTraffic: number;
  readonly deploymentId: string;
  readonly stageVariableOverrides?: ByName<string>;
  readonly useStageCache: boolean;
}

/** Settings of one method, or of all methods, of a stage. */
export interface MethodSetting {
  readonly metricsEnabled: boolean;
  readonly loggingLevel?: string;
  readonly dataTraceEnabled: boolean;
  readonly throttlingBurstLimit: number;
  readonly throttlingRateLimit: number;
  readonly cachingEnabled: boolean;
  readonly cacheTtlInSeconds: number;
  readonly cacheDataEncrypted: boolean;
  readonly requireAuthorizationForCacheControl: boolean;
  readonly unauthorizedCacheControlHeaderStrategy: string;
}
