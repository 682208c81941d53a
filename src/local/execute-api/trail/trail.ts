import type { DeployedMethod, DeployedResource, StageKey } from "../../account/deployed.ts";
import type { Signer } from "../platform.ts";
import type { Refusal } from "../response/refusal.ts";
import type { Value } from "../../velocity/values/value.ts";
import type { EndpointAnswer } from "../integration/endpoint-answer.ts";

/** What is known of a request so far, for logs and metrics: each phase adds its part. */
export interface Trail {
  routed?: { readonly resource: DeployedResource; readonly method: DeployedMethod; readonly httpMethod: string };
  apiKey?: StageKey;
  signer?: Signer;
  /** `$context` of its templates. */
  context?: Map<Value, Value> | undefined;
  /** When the integration was called, in milliseconds since 1970. */
  sentAt?: number;
  integration?: IntegrationTrail;
  /** What the integration answered. */
  answer?: EndpointAnswer;
  /** Why API Gateway answered by itself. */
  refusal?: Refusal;
}

/** The call of the integration, with an answer once there is one. */
export interface IntegrationTrail {
  /** Milliseconds. */
  readonly latency: number;
  readonly status?: number;
  /** The service's own id of the call. */
  readonly requestId?: string;
  readonly error?: string;
}
