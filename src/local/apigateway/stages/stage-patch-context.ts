import type { RestApi } from "../definition.ts";

/** What a stage's settings refer to. */
export interface StagePatchContext {
  readonly api: Pick<RestApi, "deployments" | "documentationVersions">;
  /** The account's role for logs; without it logging cannot be switched on. */
  readonly cloudwatchRoleArn: string | undefined;
}
