import type { ByName } from "../by-name.ts";

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

export interface Throttle {
  readonly burstLimit?: number;
  readonly rateLimit?: number;
}

export interface Quota {
  readonly limit: number;
  readonly offset: number;
  readonly period: "DAY" | "WEEK" | "MONTH";
}

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

export interface ApiStage {
  readonly apiId: string;
  readonly stage: string;
  /** By `{resourcePath}/{httpMethod}`. */
  readonly throttle?: ByName<Throttle>;
}

export interface UsagePlan {
  record: UsagePlanRecord;
  /** Ids of its keys, in the order in which they were added. */
  readonly keyIds: Set<string>;
}
