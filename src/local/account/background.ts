import type { Corner } from "./account.ts";

/** What a service does between requests, by itself. */
export interface Background {
  /** Resolves when the work that is due is done. */
  settled(): Promise<void>;
  /** Does at once what would be done later, and gives how many records that were. */
  flush(): Promise<number>;
  /** What it could not do at the last flush, in a sentence; undefined where nothing is left. */
  left?(): string | undefined;
  /** Does nothing more. */
  stop(): void;
}

/** All that goes on in an account, in region "". */
export const background: Corner<Set<Background>> = { name: "background", make: () => new Set<Background>() };
