import type { Signature } from "../http/address.ts";
import type { Clock } from "../account/clock.ts";
import type { LiveStage, StageKey } from "../deployed.ts";
import type { Verdict } from "../policy/policy.ts";
import type { PolicyContext } from "../policy/variables.ts";
import type { Caller } from "../account/scope.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";

/** The role that an integration acts as. */
export type Authority = Caller;

/** Whoever signed a request. */
export interface Signer extends Caller {
  /** As whom policies of resources know it: its session and its role. */
  readonly names: readonly string[];
  /** As whom they know all of its account. */
  readonly accountNames: readonly string[];
  /** What it tells policies about itself. */
  readonly context: PolicyContext;
  /** What its own policies say; `about` is what the call tells them. */
  verdict(action: string, resource: string, about?: PolicyContext): Verdict;
}

/** A request to an AWS service in this process. */
export interface ServiceCall {
  /** Such as `kinesis`. */
  readonly service: string;
  readonly region: string;
  readonly authority: Authority;
  readonly request: WireRequest;
}

/** What the data plane asks of the rest of this small AWS. */
export interface Neighbours {
  /** What the stage serves now; undefined when there is no such stage. */
  liveStage(apiId: string, stageName: string): LiveStage | undefined;
  apiExists(apiId: string): boolean;
  /** The enabled API key of that value, where a usage plan opens the stage to it. */
  apiKey(apiId: string, stageName: string, value: string): StageKey | undefined;
  /** Whose key that is. Throws the Fault ExpiredToken or InvalidClientTokenId. */
  signer(signature: Signature, sourceIp: string): Signer;
  /** The role as API Gateway assumes it; undefined when it may not. */
  assume(roleArn: string): Authority | undefined;
  call(call: ServiceCall): WireResponse | Promise<WireResponse>;
  readonly clock: Clock;
}
