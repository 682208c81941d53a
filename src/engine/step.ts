import type { Consent, Context } from "./context.ts";
import type { Drift, DriftError } from "./errors.ts";
import type { Found, StepName } from "./found.ts";

/** One resource of the proxy: all this program knows about finding it, making it, checking it and taking it away. */
export interface Step<K extends StepName = StepName> {
  readonly name: K;
  /** The subcommand that runs it alone. */
  readonly command: string;
  /** In a sentence: "REST API". */
  readonly noun: string;
  /** What must be there first; `up` runs the rest in parallel. */
  readonly after: readonly StepName[];
  /** The resource that holds it: made with nothing in it, and removed with all that is in it. */
  readonly within?: StepName;
  /** It is a copy of what else lies within the same resource: a change there makes it outdated. */
  readonly freezes?: boolean;
  /** `up` takes its strays away, too: nothing is in them that anybody could miss. */
  readonly tidies?: boolean;
  /** IAM actions the caller needs, for what the step reads and for what it changes. */
  readonly actions: readonly string[];

  /** What to call it in front of the user: "Kinesis stream orders". */
  title(ctx: Context): string;
  /** Was it asked for? false: take ours away; undefined: nobody said, leave it as it is. Absent: always asked. */
  wanted?(ctx: Context): boolean | undefined;
  /** What is in the account now, or undefined. AWS says what exists; the state file only knows ids. */
  find(ctx: Context): Promise<Found[K] | undefined>;
  /** Called only when `find` saw nothing. "Already exists" is a lost race, not a failure. `fresh`: what holds it was made in this
   * run, so there is nothing else in it. undefined: another run made one at the same moment, and that one is used. */
  create(ctx: Context, fresh?: boolean): Promise<Found[K] | undefined>;
  /** Where `found` is not what was asked. Pure: no client, no clock. */
  verify(found: Found[K], ctx: Context): readonly Drift[];
  /** Brings `found` to what was asked. A step that cannot be changed in place leaves it out. */
  repair?(found: Found[K], drift: readonly Drift[], ctx: Context): Promise<Found[K]>;
  /** Why it cannot be made, such as a stream that the user says exists; undefined when it can. */
  refusesToMake?(ctx: Context): DriftError | undefined;
  /** Why this drift cannot be repaired, where the words of `converge` do not say enough. */
  refuses?(found: Found[K], drift: readonly Drift[], ctx: Context): DriftError | undefined;
  /** Takes it away. "Not found" is success. */
  remove(found: Found[K], ctx: Context): Promise<void>;
  /** Gives it our tags, and one that says that we did not make it. */
  adopt?(found: Found[K], ctx: Context): Promise<void>;
  /** Why it must stay though it is ours: something would go with it that the user has not spoken of. */
  spared?(found: Found[K], ctx: Context): Promise<Spared | undefined>;
  /** What it will be once it is made, as far as other steps ask: for a plan. */
  foresee?(ctx: Context): Promise<Found[K]>;
  /** What goes when it is made at another place, such as `POST /old`. */
  replaces?(ctx: Context): string | undefined;
  /** What else in the account carries our tag and is not what `find` found. */
  strays?(ctx: Context): Promise<readonly Stray[]>;
}

/** Why something stays. */
export interface Spared {
  readonly why: string;
  /** With these it goes all the same; none where the reason must be taken away first. */
  readonly needs: readonly Consent[];
  /** What goes with it, where a yes to just that is enough: "about 120 records, the newest 2 min old". */
  readonly loss?: string;
}

/** Something with our tag that no step uses: made by a run that lost a race, or before a name was changed. */
export interface Stray {
  /** Such as "REST API orders (a1b2c3d4e5)". */
  readonly title: string;
  /** Why it must stay; undefined, or absent, when it goes. */
  stays?(): Promise<Spared | undefined>;
  /** Takes it away, or says why AWS does not let it go. "Not found" is success. */
  remove(): Promise<string | undefined | void>;
}

/** Every kind of step, so that a list of them stays typed. */
export type AnyStep = { [K in StepName]: Step<K> }[StepName];
