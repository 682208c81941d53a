/** What a command does to the proxy. */
export interface Change {
  readonly type: "up" | "down";
  /** Only the steps of this subcommand. */
  readonly command?: string;
  /** Steps that `down` leaves, because the user asked for it. */
  readonly keep?: ReadonlySet<string> | undefined;
}
