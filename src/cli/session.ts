import type { Clock } from "../engine/context.ts";
import type { Clients } from "../aws/clients.ts";
import type { Consent, Context } from "../steps/context.ts";
import type { Reporter } from "../engine/events.ts";
import type { Colors, IO } from "../report/io.ts";
import type { FileState } from "../state/file-state.ts";
import type { Change } from "./change/change.ts";
import type { GlobalOptions } from "./global-flags.ts";
import type { Settings, Source } from "../settings/sources.ts";
import type { SettingName } from "../settings/table.ts";
import type { Place } from "./session/place.ts";
import type { WhichProxy } from "./session/which-proxy.ts";

/** What tests and the library replace. */
export interface Overrides {
  readonly clients?: Clients;
  readonly clock?: Clock;
  /** Receives what would be printed. */
  readonly report?: Reporter;
}

/** The context of the engine, and what only the command line knows. */
export interface Session extends Context {
  readonly state: FileState;
  readonly place: Place;
  /** What gives each setting. */
  readonly settings: Settings;
  readonly io: IO;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly colors: Colors;
  /** Called when the user answers no: the settings of this run are not remembered. */
  decline(): void;
}

/** What a command works with that only reads streams. */
export type ReadSession = Pick<
  Session,
  "config" | "clients" | "clock" | "signal" | "report" | "place" | "io" | "json" | "quiet" | "colors"
> &
  Partial<Pick<Session, "identity">>;

/** What a command needs of its session. */
export interface Needs {
  /** Its name, shown to those who find the lock taken. */
  readonly command: string;
  /** It changes something: it takes the lock, and remembers the settings it was given. */
  readonly changes: boolean;
  /** It looks at all steps, or at the wanted ones: AWS is asked about all of them at once. Or it reads the stream. */
  readonly looks?: "wanted" | "all" | "stream";
  /** What it changes: when that lets in callers whom AWS refuses now, it asks first. */
  readonly what?: Change;
  /** It shows what a command that changes something would do. */
  readonly plans?: boolean;
  /** This process has opened a session before. */
  readonly again?: boolean;
  /** What the settings file and the files that it names said earlier in this run: they are not read again. */
  readonly which?: WhichProxy;
  /** Flags that the command sets itself, or takes to mean something else than the setting of that name. */
  readonly options?: Partial<GlobalOptions> & Source;
  /** What the user allows `down` to remove, too. */
  readonly consent?: readonly Consent[];
  /** Settings that the command adds to its flags. */
  readonly settings?: Source;
  /** Settings that depend on what AWS has: read once the lock is taken, so that no other run changes it meanwhile. */
  readonly settingsFrom?: (session: Session) => Promise<Source>;
  /** What the state file remembers in place of a setting that holds for this run alone. */
  readonly remembers?: Readonly<Partial<Record<SettingName, unknown>>>;
  /** Asks before anything is changed or remembered; false when the answer was no. */
  readonly asks?: (session: Session) => Promise<boolean>;
}
