/** What a stage's settings refer to. */
export interface StagePatchContext {
  readonly deployments: { has(id: string): boolean };
  /** The account's role for logs; without it logging cannot be switched on. */
  readonly cloudwatchRoleArn: string | undefined;
}
