import type { Context } from "./context.ts";
import type { Drift } from "./errors.ts";
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
  /** IAM actions the caller needs, for what the step reads and for what it changes. */
  readonly actions: readonly string[];

  /** What to call it in front of the user: "Kinesis stream orders". */
  title(ctx: Context): string;
  /** Was it asked for? false: take ours away; undefined: nobody said, leave it as it is. Absent: always asked. */
  wanted?(ctx: Context): boolean | undefined;
  /** What is in the account now, or undefined. AWS says what exists; the state file only knows ids. */
  find(ctx: Context): Promise<Found[K] | undefined>;
  /** Called only when `find` saw nothing. "Already exists" is a lost race, not a failure. */
  create(ctx: Context): Promise<Found[K]>;
  /** Where `found` is not what was asked. Pure: no client, no clock. */
  verify(found: Found[K], ctx: Context): readonly Drift[];
  /** Brings `found` to what was asked. A step that cannot be changed in place leaves it out. */
  repair?(found: Found[K], drift: readonly Drift[], ctx: Context): Promise<Found[K]>;
  /** Takes it away. "Not found" is success. */
  remove(found: Found[K], ctx: Context): Promise<void>;
}

/** Every kind of step, so that a list of them stays typed. */
export type AnyStep = { [K in StepName]: Step<K> }[StepName];
