import type { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { STSClient } from "@aws-sdk/client-sts";
import type { Config } from "../settings/config.ts";
import type { Clock } from "./clock.ts";
import type { Reporter } from "./events.ts";
import type { Found, Ids, StepName } from "./found.ts";

export type { Config };
export type { Clock } from "./clock.ts";

export interface Clients {
  readonly kinesis: KinesisClient;
  readonly iam: IAMClient;
  readonly apigateway: APIGatewayClient;
  readonly sts: STSClient;
}

/** Whose AWS this is. */
export interface Identity {
  /** Twelve digits. */
  readonly accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** The caller. */
  readonly arn: string;
}

/** The last known ids, per step. A cache: `find` decides what exists. Each change is on disk when the promise resolves. */
export interface State {
  get<K extends StepName>(step: K): Ids[K] | undefined;
  record<K extends StepName>(step: K, ids: Ids[K]): Promise<void>;
  forget(step: StepName): Promise<void>;
}

/** What this run has found or made, by step. */
export interface Known {
  get<K extends StepName>(step: K): Found[K] | undefined;
  set<K extends StepName>(step: K, found: Found[K]): void;
  delete(step: StepName): void;
}

/** All a step may touch. Built once in `cli/session/open.ts`, and by hand in tests. */
export interface Context {
  readonly config: Config;
  readonly identity: Identity;
  readonly clients: Clients;
  readonly state: State;
  readonly known: Known;
  readonly report: Reporter;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What `down` may take along, because the user said so. */
  readonly consent: ReadonlySet<Consent>;
}

/** What is lost with what `down` removes: the records and the consumers of the stream, what others put into the REST API; or
 * what `import` took over. */
export type Consent = "records" | "consumers" | "others" | "imported";
