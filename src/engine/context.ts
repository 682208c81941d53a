import type { Clock } from "./clock.ts";
import type { Reporter } from "./events.ts";
import type { Found, StepRef } from "./step/found.ts";

export type { Clock } from "./clock.ts";

/** Whose AWS this is. */
export interface Identity {
  /** Twelve digits. */
  readonly accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** The caller. */
  readonly arn: string;
}

/** The last known ids, per step. A cache: `find` decides what exists. Each change is on disk when the promise resolves. */
export interface State {
  get<F extends Found>(step: StepRef<F>): F["ids"] | undefined;
  get(step: string): object | undefined;
  record(step: string, ids: object): Promise<void>;
  forget(step: string): Promise<void>;
}

/** What this run has found or made, by step. */
export interface Known {
  get<F extends Found>(step: StepRef<F>): F | undefined;
  get(step: string): Found | undefined;
  set<F extends Found>(step: string, found: F): void;
  delete(step: string): void;
}

/** All that a run is given. Built once, when the session is opened, and by hand in tests. The engine only hands the settings
 * and clients on to the steps, and their words for what may be lost. */
export interface Context<Config = unknown, Clients = unknown, Loss extends string = string> {
  readonly config: Config;
  readonly identity: Identity;
  readonly clients: Clients;
  readonly state: State;
  readonly known: Known;
  readonly report: Reporter;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What `down` may take along, because the user said so. */
  readonly consent: ReadonlySet<Loss | Imported>;
}

/** The consent to remove what `import` took over. */
export type Imported = "imported";
