import type { RestApi } from "../definition.ts";

/** What a stage's settings refer to. */
export interface StagePatchContext {
  readonly api: Pick<RestApi, "deployments" | "documentationVersions">;
  /** Those of the region, by id. */
  readonly clientCertificates: ReadonlyMap<string, unknown>;
  /** The account's role for logs; without it logging cannot be switched on. */
  readonly cloudwatchRoleArn: string | undefined;
}
