import type { Signature } from "../http/address.ts";
import type { Clock } from "../account/clock.ts";
import type { DeployedApi, LiveStage, StageKey } from "../account/deployed.ts";
import type { KeyUsage } from "../account/key-usage.ts";
import type { LogEvent } from "../account/log-sink.ts";
import type { Metrics } from "../account/metrics/metrics.ts";
import type { Verdict } from "../policy/policy.ts";
import type { PolicyContext } from "../policy/variables.ts";
import type { Caller } from "../account/scope.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";

/** The role that an integration acts as. */
export type Authority = Caller;

/** The signer of a request. */
export interface Signer extends Caller {
  /** Its names in resource policies: session and role. */
  readonly names: readonly string[];
  /** Names of its whole account. */
  readonly accountNames: readonly string[];
  /** Its condition keys. */
  readonly context: PolicyContext;
  /** What its own policies say; `about` holds the condition keys of the call. */
  verdict(action: string, resource: string, about?: PolicyContext): Verdict;
}

/** A request to an AWS service in this process. */
export interface ServiceCall {
  /** Such as `kinesis`. */
  readonly service: string;
  readonly region: string;
  readonly authority: Authority;
  readonly request: WireRequest;
  /** Who calls, where it is no endpoint: `Firehose`. */
  readonly by?: string;
}

/** What the data plane needs of the rest of this AWS. */
export interface Platform {
  /** What the stage serves now; undefined when there is no such stage. */
  liveStage(apiId: string, stageName: string): LiveStage | undefined;
  apiExists(apiId: string): boolean;
  /** The tags of an API; none where there is no such API. */
  apiTags(apiId: string): Readonly<Record<string, string>>;
  /** The enabled API key with that value, if a usage plan opens the stage to it. */
  apiKey(apiId: string, stageName: string, value: string): StageKey | undefined;
  /** What API keys have used of the quotas of their plans. */
  readonly keyUsage: KeyUsage;
  /** The owner of the key. Throws ExpiredToken or InvalidClientTokenId. */
  signer(signature: Signature, sourceIp: string): Signer;
  /** The role as API Gateway assumes it; undefined when it may not. */
  assume(roleArn: string): Authority | undefined;
  call(call: ServiceCall): WireResponse | Promise<WireResponse>;
  /** Writes log lines for an API: to a log group or delivery stream by its ARN, or to a log group by its name, which is made. */
  log(api: DeployedApi, destination: string, stream: string, events: readonly LogEvent[]): void;
  /** Where the metrics of a region are published. */
  metrics(region: string): Metrics;
  readonly clock: Clock;
}
