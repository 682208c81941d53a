import type { Context } from "../../src/engine/context.ts";
import type { Drift } from "../../src/engine/errors.ts";
import type { Found, StepName } from "../../src/engine/found.ts";
import type { AnyStep, Spared, Step } from "../../src/engine/step.ts";

/** What a fake step's resource is like, and what was done to it. */
export interface FakeStep {
  readonly step: AnyStep;
  /** The verbs that ran, in order. */
  readonly did: string[];
  /** Lets what is under way go on, where the step was told to wait. */
  readonly go: () => void;
}

export interface FakeOptions {
  readonly after?: readonly StepName[];
  readonly within?: StepName;
  /** The resource is there before the run. */
  readonly there?: boolean;
  readonly ours?: boolean;
  /** `import` took it over. */
  readonly imported?: boolean;
  /** Why it stays though it is ours. */
  readonly spared?: Spared;
  /** It is a copy of what else lies within the same resource. */
  readonly freezes?: boolean;
  /** Another run makes one while `create` runs, and that one is used; "gone": it goes away at once. */
  readonly twin?: "stays" | "gone";
  /** What else carries our tag, and why it stays. */
  readonly strays?: readonly { readonly title: string; readonly spared?: Spared }[];
  /** `up` takes the strays away. */
  readonly tidies?: boolean;
  /** It differs until it is repaired; `made` says that it still does right after it was created. */
  readonly drift?: boolean | "made";
  readonly repairable?: boolean;
  readonly wanted?: boolean | undefined;
  /** This verb throws. */
  readonly failing?: "find" | "create" | "remove";
  /** `create` ends only after `go`. */
  readonly waits?: boolean;
  /** All steps' verbs, as "create api". */
  readonly log?: string[];
}

/** A step over a resource that is nothing but there or not. */
export function fakeStep(name: StepName, options: FakeOptions = {}): FakeStep {
  const { after = [], within, ours = true, repairable = true, failing, waits = false, log = [] } = options;
  const { imported, spared, freezes, twin, strays, tidies } = options;
  const did: string[] = [];
  let there = options.there ?? false;
  let differs = options.drift === true;
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const note = (verb: string): void => {
    did.push(verb);
    log.push(`${verb} ${name}`);
    if (verb === failing) throw new Error(`${verb} ${name} failed`);
  };
  const found = (): Found[StepName] =>
    ({ ids: { name }, ours, ...(imported !== undefined && { imported }) }) as unknown as Found[StepName];
  const drift: readonly Drift[] = [{ field: "size", wanted: 2, actual: 1 }];
  const step: Step = {
    name,
    command: `make-${name}`,
    noun: name,
    after,
    ...(within !== undefined && { within }),
    ...(freezes !== undefined && { freezes }),
    ...(tidies !== undefined && { tidies }),
    ...("wanted" in options && { wanted: () => options.wanted }),
    actions: [],
    title: () => `The ${name}`,
    async find() {
      note("find");
      return there ? found() : undefined;
    },
    async create() {
      note("create");
      if (waits) await gate;
      if (twin !== undefined) {
        there = twin === "stays";
        return undefined;
      }
      log.push(`${name} is there`);
      there = true;
      differs = options.drift === "made";
      return found();
    },
    verify: () => (differs ? drift : []),
    ...(repairable && {
      async repair() {
        note("repair");
        differs = false;
        return found();
      },
    }),
    ...(spared !== undefined && { spared: () => Promise.resolve(spared) }),
    ...(strays !== undefined && {
      strays: () =>
        Promise.resolve(
          strays.map((one) => ({
            title: one.title,
            stays: () => Promise.resolve(one.spared),
            remove: async () => note(`remove ${one.title} of`),
          })),
        ),
    }),
    async remove(_found: Found[StepName], _ctx: Context) {
      note("remove");
      there = false;
    },
  };
  return { step: step as unknown as AnyStep, did, go: () => go() };
}
