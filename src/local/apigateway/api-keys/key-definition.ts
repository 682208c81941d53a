import type { ByName } from "../by-name.ts";

/** An ApiKey as GetApiKey shows it. */
export interface ApiKeyRecord {
  readonly id: string;
  readonly value: string;
  readonly name?: string;
  readonly customerId?: string;
  readonly description?: string;
  readonly enabled: boolean;
  readonly createdDate: number;
  readonly lastUpdatedDate: number;
  readonly stageKeys: readonly string[];
  readonly tags?: ByName<string>;
}

/** Rate and burst of a usage plan. */
export interface Throttle {
  readonly burstLimit?: number;
  readonly rateLimit?: number;
}

/** Requests that a usage plan allows in a period. */
export interface Quota {
  readonly limit: number;
  readonly offset: number;
  readonly period: "DAY" | "WEEK" | "MONTH";
}

/** A UsagePlan as GetUsagePlan shows it. */
export interface UsagePlanRecord {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly apiStages: readonly ApiStage[];
  readonly throttle?: Throttle;
  readonly quota?: Quota;
  readonly productCode?: string;
  readonly tags?: ByName<string>;
}

/** A stage that a usage plan opens. */
export interface ApiStage {
  readonly apiId: string;
  readonly stage: string;
  /** By `{resourcePath}/{httpMethod}`. */
  readonly throttle?: ByName<Throttle>;
}

/** A usage plan with its keys. */
export interface UsagePlan {
  record: UsagePlanRecord;
  /** Ids of its keys, in the order in which they were added. */
  readonly keyIds: Set<string>;
}
