import type { DeployedApi, LiveStage } from "../account/deployed.ts";
import type { CustomDomain } from "../http/address.ts";
import type { WireRequest } from "../http/wire.ts";
import type { ExecutionLog } from "./execution-log.ts";
import type { Platform } from "./platform.ts";
import type { Trace } from "./trail/trace.ts";
import type { Trail } from "./trail/trail.ts";
import { randomText } from "./random-text.ts";
import { randomUuid } from "../protocols/random-uuid.ts";

/** A request to a stage: the result of the first phase. */
export interface Call {
  readonly platform: Platform;
  readonly request: WireRequest;
  readonly api: DeployedApi;
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** Did the stage's canary get it? Undefined for a stage without one. */
  readonly isCanaryRequest?: boolean | undefined;
  /** The stage's settings; absent for TestInvokeMethod, which knows neither policy nor keys nor limits. */
  readonly stage?: LiveStage;
  /** What follows the stage, percent-encoded; starts with a slash. */
  readonly path: string;
  /** Absent where the request came to the API's own name. */
  readonly domain?: CustomDomain | undefined;
  /** `$context.requestId` and the `x-amzn-RequestId` header. */
  readonly requestId: string;
  /** `$context.extendedRequestId` and the `x-amz-apigw-id` header. */
  readonly extendedRequestId: string;
  /** The trace header, as `traceIdOf` makes it. */
  readonly traceId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Of TestInvokeMethod, and of a method whose stage logs executions. */
  log?: ExecutionLog | undefined;
  readonly trail: Trail;
  /** Of a request that is recorded. */
  readonly trace?: Trace<unknown> | undefined;
}

/** Did it come to the API's own name, which is switched off? */
export function isShut({ api, domain }: Pick<Call, "api" | "domain">): boolean {
  return api.disableExecuteApiEndpoint && domain === undefined;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id of a request: the caller's own when it is a UUID in the `x-amzn-RequestId` header. */
export function requestIdOf({ headers }: WireRequest): string {
  const chosen = headers["x-amzn-requestid"];
  return chosen !== undefined && uuid.test(chosen) ? chosen : randomUuid();
}

/** An id that no caller can choose, such as `QZFY0GF8PHcEDJg=`. */
export function newExtendedRequestId(): string {
  return randomText(11, "base64");
}
