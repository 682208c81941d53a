import type { Known } from "../../../../engine/context.ts";
import type { GatewayResponseMapping } from "../../../../mapping/cors.ts";
import type { Route } from "../../../../mapping/route.ts";
import type { Config } from "../../../../settings/config.ts";
import type { ArchiveFacts } from "../../../../steps/archive/archive.ts";
import type { Policy } from "../../../../steps/policies.ts";
import type { StreamFacts } from "../../../../steps/stream/stream-facts.ts";
import type { StageSettings } from "../../../../steps/watch/stage-settings.ts";
import type { StepName } from "../../../../steps/index.ts";

/** A route, and where it is. */
export interface PlacedRoute extends Route {
  readonly path: string;
  readonly httpMethod: string;
}

/** All that resources are made of: of the settings, or of what AWS has. */
export interface ProxyFacts {
  readonly config: Config;
  readonly identity: { readonly accountId: string; readonly partition: string; readonly arn: string };
  /** What AWS has, where it was asked. */
  readonly known: Known;
  /** Steps whose resources are the proxy's own, and belong into the document. */
  readonly own: ReadonlySet<StepName>;
  readonly stream: { readonly [K in keyof StreamFacts]?: StreamFacts[K] | undefined };
  /** The ids of the REST API, where they are known. */
  readonly api: { readonly id: string; readonly rootResourceId: string } | undefined;
  readonly binaryTypes: readonly string[];
  readonly apiTags: Readonly<Record<string, string>>;
  readonly rolePolicy: Policy;
  readonly routes: readonly PlacedRoute[];
  /** API Gateway's own refusals, by response type. */
  readonly refusals: Readonly<Record<string, GatewayResponseMapping>>;
  /** JSON Schema text. */
  readonly schema: string | undefined;
  readonly policy: Policy | undefined;
  readonly throttle: { readonly rate: number; readonly burst: number } | undefined;
  readonly stage: { readonly [K in keyof StageSettings]?: StageSettings[K] | undefined };
  /** Of the deployment, where there is one. */
  readonly deploymentDescription: string;
  /** Days; undefined for ever. */
  readonly logRetention: Readonly<Record<"logs" | "execution-logs" | "archiveLogs", number | undefined>>;
  /** By kind, such as 5xx. */
  readonly alarms: Readonly<Record<string, object>>;
  readonly dashboard: object;
  readonly archive: ArchiveFacts;
  readonly archivePolicy: Policy;
}
