import type { ExitCode } from "../engine/errors.ts";
import type { Step } from "../engine/step/step.ts";
import type { IO } from "../report/io.ts";
import type { SettingGroup } from "../settings/setting.ts";
import type { Flags, Given } from "../settings/flags/flag.ts";
import type { Source } from "../settings/sources.ts";
import type { Change } from "./change/change.ts";
import type { GlobalOptions } from "./global-flags.ts";
import type { Needs, ReadSession, Session } from "./session.ts";

/** The exit code of a run. */
export type Code = 0 | ExitCode;

/** A subcommand: everything that the command line, its help and the library know about it. */
export interface Command<F extends Flags = Flags, A extends string = string> {
  readonly name: string;
  /** Its line in the list of commands. */
  readonly summary: string;
  readonly description: string;
  /** Words to type after `kinesis-proxy`; each line fits a narrow terminal. */
  readonly examples: readonly string[];
  /** The words after its name: `[file]` for one, `[cidr...]` for any number. */
  readonly argument?: {
    readonly usage: A;
    readonly text: string;
    /** The words that it takes, for shells to complete; it may take others, too. */
    readonly values?: readonly string[];
  };
  /** The settings whose flags it takes. */
  readonly settings?: readonly SettingGroup[] | "all";
  readonly flags?: F;
  /** Help below the flags. */
  readonly note?: string;
  /** `up`: brings up all steps; `steps`: runs the steps whose `command` has its name; `down`: removes all. Such a command has
   * --dry-run and --timeout, takes the lock, and asks before it lets in callers whom AWS refuses now. */
  readonly does?: "up" | "steps" | "down";
  run(call: Call<F, A>): Promise<Code | void>;
}

/** What was typed for an argument. */
type Words<A extends string> = string extends A
  ? string | readonly string[] | undefined
  : A extends `${string}...]`
    ? readonly string[]
    : string | undefined;

/** One call of a command. */
export interface Call<F extends Flags = Flags, A extends string = string> {
  readonly io: IO;
  readonly options: GlobalOptions & Source & Given<F>;
  readonly argument: Words<A>;
  /** Opens a session and lends it to `work`, with the steps that the command runs; with --dry-run it shows the plan instead. */
  session(needs: SessionNeeds, work: (session: Session, steps: readonly Step[]) => Promise<Code | void>): Promise<Code>;
  /** Opens what a command needs that only reads streams. Where they were named, it calls no service but Kinesis; where it is to look
   * at the proxy's own, it does so at once. */
  reading(
    named: boolean,
    options: Partial<GlobalOptions> & Source,
    work: (session: ReadSession) => Promise<Code | void>,
    looks?: { readonly looks: "stream" },
  ): Promise<Code>;
  /** Shows what a change would do; 3 when there is something to do. */
  plan(change: Change, needs: SessionNeeds): Promise<Code>;
}

/** What a command asks of its session. */
export interface SessionNeeds extends Pick<
  Needs,
  "looks" | "again" | "which" | "options" | "consent" | "settings" | "settingsFrom" | "remembers" | "asks"
> {
  /** true: it changes something other than its steps; false: nothing this time. */
  readonly changes?: boolean;
  /** Steps that `down` leaves. */
  readonly keep?: Change["keep"];
}

/** The object itself; its `run` is typed by its flags. */
export function defineCommand<const F extends Flags, const A extends string = "">(
  command: Command<F, A>,
): Command<F, A> {
  return command;
}
