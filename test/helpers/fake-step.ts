import type { Drift } from "../../src/engine/errors.ts";
import type { Found } from "../../src/engine/step/found.ts";
import type { Step, Veto } from "../../src/engine/step/step.ts";

/** What a fake step's resource is like, and what was done to it. */
export interface FakeStep {
  readonly step: Step;
  /** The verbs that ran, in order. */
  readonly did: string[];
  /** Lets what is under way go on, where the step was told to wait. */
  readonly go: () => void;
}

export interface FakeOptions {
  readonly after?: readonly string[];
  readonly within?: string;
  /** The resource is there before the run. */
  readonly there?: boolean;
  readonly ours?: boolean;
  /** `import` took it over. */
  readonly imported?: boolean;
  /** Why it stays though it is ours. */
  readonly spared?: Veto;
  /** The fact of it that is a copy of what else lies within the same resource. */
  readonly freezes?: string;
  /** Another run makes one while `create` runs, and that one is used; "gone": it goes away at once. */
  readonly twin?: "stays" | "gone";
  /** What else carries our tag, and why it stays. */
  readonly leftovers?: readonly { readonly title: string; readonly spared?: Veto }[];
  /** It is made before everything else. */
  readonly foremost?: boolean;
  /** It goes after what builds on it. */
  readonly lingers?: boolean;
  /** Why it cannot be as asked at all. */
  readonly impossible?: Veto;
  /** What AWS says when `up` asks whether it may be made. */
  readonly rehearsal?: "allowed" | "denied";
  /** Who else needs it, though this tool made it. */
  readonly shared?: string;
  /** `up` takes the leftovers away. */
  readonly tidies?: boolean;
  /** It differs until it is repaired; `made` says that it still does right after it was created. */
  readonly drift?: boolean | "made";
  /** Why it must not be changed. */
  readonly fixed?: Veto;
  readonly asked?: boolean | undefined;
  /** What goes when it is made. */
  readonly replaces?: string;
  /** This verb throws. */
  readonly failing?: "find" | "create" | "repair" | "remove";
  /** `create` ends only after `go`. */
  readonly waits?: boolean;
  /** All steps' verbs, as "create api". */
  readonly log?: string[];
}

/** A step over a resource that is nothing but there or not. */
export function fakeStep(name: string, options: FakeOptions = {}): FakeStep {
  const { after = [], within, ours = true, failing, waits = false, log = [] } = options;
  const { imported, spared, fixed, freezes, twin, leftovers = [], tidies, replaces } = options;
  const { foremost, lingers, impossible, rehearsal, shared } = options;
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
  const found = (): Found => ({
    ids: { name },
    ours,
    ...(imported !== undefined && { imported }),
    ...(shared !== undefined && { shared }),
  });
  const drift: readonly Drift[] = [{ field: "size", wanted: 2, actual: 1 }];
  const step: Step = {
    name,
    command: `make-${name}`,
    noun: name,
    after,
    ...(within !== undefined && { within }),
    ...(freezes !== undefined && { freezes }),
    ...(tidies !== undefined && { tidies }),
    ...(foremost !== undefined && { foremost }),
    ...(lingers !== undefined && { lingers }),
    ...(impossible !== undefined && { impossible: () => Promise.resolve(impossible) }),
    ...(rehearsal !== undefined && {
      async rehearse() {
        note("rehearse");
        if (rehearsal === "denied") throw new Error(`rehearse ${name} denied`);
      },
    }),
    ...(replaces !== undefined && { replaces: () => replaces }),
    optional: "asked" in options,
    asked: () => ("asked" in options ? options.asked : true),
    actions: [],
    ids: {},
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
    drift: () => (differs ? drift : []),
    async mend() {
      note("repair");
      differs = false;
      return found();
    },
    veto({ type }, one) {
      if (type === "change") return fixed;
      if (type === "create") return undefined;
      const { title } = (one?.ids ?? {}) as { title?: string };
      return title === undefined ? spared : leftovers.find((other) => other.title === title)?.spared;
    },
    ours: async () =>
      leftovers.map(({ title }) => ({ title, found: { ids: { name: `second ${name}`, title }, ours: true } })),
    async remove({ ids }) {
      const { title } = ids as { title?: string };
      if (title !== undefined) return note(`remove ${title} of`);
      note("remove");
      there = false;
    },
  };
  return { step, did, go: () => go() };
}
