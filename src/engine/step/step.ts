import type { Shape } from "./check.ts";
import type { Context } from "../context.ts";
import type { Drift } from "../errors.ts";
import type { Found } from "./found.ts";

/** One resource of the proxy: all this program knows about finding it, making it, checking it and taking it away. Made by
 * `defineStep`, which derives `drift` and `mend`. */
export interface Step<
  N extends string = string,
  F extends Found = Found,
  C extends Context = Context,
> extends About<N> {
  /** What to call it in front of the user: "Kinesis stream orders". */
  title(ctx: C): string;
  /** It is made only when asked for. */
  readonly optional: boolean;
  /** Was it asked for? false: remove ours; undefined: not asked, leave it as it is. */
  asked(ctx: C): boolean | undefined;
  /** What is in the account now, or undefined. AWS says what exists; the state file only knows ids. */
  find(ctx: C): Promise<F | undefined>;
  /** Called only when `find` saw nothing. "Already exists" is a lost race, not a failure. `fresh`: what holds it was made in this
   * run, so there is nothing else in it. undefined: another run made one at the same moment, and that one is used. */
  create(ctx: C, fresh?: boolean): Promise<F | undefined>;
  /** Where `found` is not what was asked. Pure: no client, no clock. */
  drift(found: F, ctx: C): readonly Drift[];
  /** Brings `found` to what was asked. */
  mend(found: F, drift: readonly Drift[], ctx: C): Promise<F>;
  /** Takes it away, or says why AWS does not let it go. "Not found" is success. */
  remove(found: F, ctx: C): Promise<string | void>;
  /** All that carries our tag: with it, duplicates that a race or a killed run has left, and what an older setting names. */
  ours(ctx: C): Promise<readonly Ours<F>[]>;
  /** Why it must not be created, changed or removed, where the engine's own rules do not say enough; undefined when it may. */
  veto(deed: Deed, found: F | undefined, ctx: C): Veto | undefined | Promise<Veto | undefined>;
  /** Why it cannot be as it was asked for, as far as that can be seen before anything at all is made; changes nothing. */
  impossible?(ctx: C): Promise<Veto | undefined>;
  /** Makes a call that AWS refuses whoever may not make it, and that changes nothing while it is not there. `up` asks this first, and
   * tells what of others is in the way: an open endpoint without what was asked for would be left otherwise. */
  rehearse?(ctx: C): Promise<void>;
  /** Gives it our tags, and one that says that we did not make it. Only where something can be imported. */
  adopt?(found: F, ctx: C): Promise<void>;
  /** For a plan: what `create` will leave, as far as it is known before. */
  foresee?(ctx: C): Promise<F>;
  /** What goes when it is made at another place, such as `POST /old`. */
  replaces?(ctx: C): string | undefined;
}

/** What a step finds. */
export type FoundOf<S extends Step> = NonNullable<Awaited<ReturnType<S["find"]>>>;

/** What a step is called and where it stands. */
export interface About<N extends string = string> {
  readonly name: N;
  /** The subcommand that runs it alone. */
  readonly command: string;
  /** In a sentence: "REST API". */
  readonly noun: string;
  /** What must be there first; `up` runs the rest in parallel. */
  readonly after: readonly string[];
  /** The resource that holds it: made with nothing in it, and removed with all that is in it. */
  readonly within?: string;
  /** `up` makes it before anything else: who may not make it is told while nothing is made yet. */
  readonly foremost?: boolean;
  /** When it is no longer asked for, `up` takes it away after the steps that build on it: they use it until then. */
  readonly lingers?: boolean;
  /** It copies the other parts of the same resource: a change there makes this fact outdated. */
  readonly freezes?: string;
  /** `up` removes leftovers, too: they hold nothing that could be missed. */
  readonly tidies?: boolean;
  /** IAM actions that the caller needs for this step. */
  readonly actions: readonly string[];
  /** The shape of its ids in the state file. */
  readonly ids: Shape;
}

/** What is about to be done to a resource. */
export type Deed =
  | { readonly type: "create" }
  | { readonly type: "change"; readonly drift: readonly Drift[] }
  | { readonly type: "remove" };

/** Why something is not done. */
export interface Veto {
  readonly why: string;
  /** What to do about it. */
  readonly hint?: string;
  /** With these it is done all the same; none where the reason must be taken away first. */
  readonly needs: readonly string[];
  /** What is lost, where a yes to just that is enough: "about 120 records, the newest 2 min old". */
  readonly loss?: string;
}

/** Something that carries our tag. */
export interface Ours<F extends Found = Found> {
  /** Such as "REST API orders (a1b2c3d4e5)". */
  readonly title: string;
  readonly found: F;
}
