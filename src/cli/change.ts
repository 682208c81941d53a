import type { StepName } from "../engine/found.ts";

/** What a command changes: it brings up all steps, or those of some subcommands, or takes all away. */
export type Change =
  | { readonly type: "up"; readonly commands?: readonly string[] }
  | { readonly type: "down"; readonly keep?: ReadonlySet<StepName> };
