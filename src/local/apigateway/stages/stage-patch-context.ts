/** What a stage's settings refer to. */
export interface StagePatchContext {
  readonly deployments: { has(id: string): boolean };
  /** Where the account logs; logging cannot be switched on without it. */
  readonly cloudwatchRoleArn: string | undefined;
}
