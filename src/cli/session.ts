import type { Clients, Clock, Consent, Context } from "../engine/context.ts";
import type { Reporter } from "../engine/events.ts";
import type { IO } from "../report/io.ts";
import type { FileState } from "../state/file-state.ts";
import type { Change } from "./change.ts";
import type { GlobalOptions } from "./global-flags.ts";
import type { Source } from "../settings/sources.ts";
import type { Place } from "./session/place.ts";

/** What tests and the library put in the place of the real thing. */
export interface Overrides {
  readonly clients?: Clients;
  readonly clock?: Clock;
  /** Hears what would go to a terminal. */
  readonly report?: Reporter;
}

/** A context with what only the command line knows. */
export interface Session extends Context {
  readonly state: FileState;
  readonly place: Place;
  readonly io: IO;
  readonly json: boolean;
  readonly noColor: boolean;
  /** The user has answered no: the settings of this run are not remembered. */
  decline(): void;
}

/** What a command needs of its session. */
export interface Needs {
  /** Its name, for whoever finds the lock taken. */
  readonly command: string;
  /** It changes something: it takes the lock, and remembers the settings it was given. */
  readonly changes: boolean;
  /** It looks at all steps, or at those that are wanted: AWS is asked about them at once. */
  readonly looks?: "wanted" | "all";
  /** What it changes: when that lets in callers whom AWS refuses now, it asks first. */
  readonly what?: Change;
  /** It shows what a command that changes something would do. */
  readonly plans?: boolean;
  /** The same process has opened a session before. */
  readonly again?: boolean;
  /** Global flags that the command sets itself. */
  readonly options?: Partial<GlobalOptions>;
  /** What the user lets `down` take along. */
  readonly consent?: readonly Consent[];
  /** Settings that the command gives beside its flags. */
  readonly settings?: Source;
}
