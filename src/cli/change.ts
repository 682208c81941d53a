/** What a command does to the proxy. */
export interface Change {
  readonly type: "up" | "down";
  /** Only the steps of this subcommand. */
  readonly command?: string;
  /** These stay, though `down` could take them. */
  readonly keep?: ReadonlySet<string> | undefined;
}
