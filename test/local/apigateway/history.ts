import { Account } from "../../../src/local/account/account.ts";
import { liveStage } from "../../../src/local/apigateway/deployments/live.ts";
import { gatewayOf } from "../../../src/local/apigateway/gateway.ts";
import { operations } from "../../../src/local/apigateway/operations.ts";
import { Fault } from "../../../src/local/fault.ts";
import type { Scope } from "../../../src/local/account/scope.ts";
import { kinds } from "./history-kinds.ts";
import type { Json, Names } from "./history-kinds.ts";

/** Something that the history made. */
export interface Thing {
  readonly kind: string;
  readonly parent: Thing | undefined;
  /** What else it hangs on: it goes with them. */
  readonly hangsOn: readonly Thing[];
  readonly names: Names;
  /** What its own operations said of it last. */
  said: Json;
}

/** One step: what is done, to what, and with which of the possible values. */
export type Step = readonly [deed: number, target: number, value: number];

const byName = new Map(operations.map((operation) => [operation.name, operation]));
const freezing = new Set(["deployment", "documentationVersion"]);
const root = { arn: "arn:aws:iam::000000000000:root", userId: "0", accessKeyId: "test", allows: () => true };

/** A control plane, and next to it a plain list of what should be there. */
export class History {
  readonly alive: Thing[] = [];
  readonly gone: Thing[] = [];
  /** The definition that each deployment froze, and the parts that each version of the documentation did, as text. */
  readonly frozen = new Map<Thing, string>();
  /** How many steps AWS would refuse, and did: of things in use, and of names that are taken. */
  refused = 0;
  readonly #scope: Scope = {
    account: new Account("000000000000", { now: () => 1_700_000_000_000, after: () => undefined }),
    region: "ap-northeast-2",
    partition: "aws",
    caller: root,
  };

  /** Runs an operation. */
  call(name: string, path: Names, body: unknown = {}, query: Readonly<Record<string, readonly string[]>> = {}): Json {
    const operation = byName.get(name);
    if (operation === undefined) throw new Error(`There is no operation ${name}.`);
    return JSON.parse(JSON.stringify(operation.run(this.#scope, { path, body, query }) ?? {})) as Json;
  }

  /** The things of the kind within the parent. */
  within(kind: string, parent?: Thing): readonly Thing[] {
    return this.alive.filter((thing) => thing.kind === kind && (parent === undefined || thing.parent === parent));
  }

  /** The API that a thing is in. */
  apiOf(thing: Thing): Thing {
    return thing.parent === undefined || thing.kind === "api" ? thing : this.apiOf(thing.parent);
  }

  /** Does one step. Gives the thing it touched. */
  step([deed, target, value]: Step): void {
    const what = deed % 10;
    if (what < 6 || this.alive.length === 0) this.#make(target, value);
    else if (what < 8) this.#change(target, value);
    else this.#remove(target);
  }

  #make(target: number, value: number): void {
    // Each kind as often as the others, whatever there is more of.
    const able = Object.keys(kinds).filter((kind) => this.#places(kind).length > 0);
    this.make(able[target % able.length] ?? "api", value);
  }

  /** Makes a thing of the kind in one of its places. */
  make(kind: string, value: number): void {
    const places = this.#places(kind);
    const parent = places[value % places.length];
    this.#attempt(() => {
      const plan = kinds[kind]?.make(this, parent, value);
      if (plan === undefined) return;
      const said = this.call(plan.operation, plan.path, plan.body);
      this.#forget((thing) => plan.replaces?.includes(thing) === true);
      const thing: Thing = { kind, parent, hangsOn: plan.hangsOn ?? [], names: plan.names(said), said };
      this.alive.push(thing);
      if (freezing.has(kind)) this.frozen.set(thing, this.#snapshotOf(thing));
    });
  }

  /** The parents that a thing of the kind may have; one that is none for what stands alone. */
  #places(kind: string): readonly (Thing | undefined)[] {
    const parents = kinds[kind]?.parents ?? [];
    return parents.length === 0 ? [undefined] : this.alive.filter((thing) => parents.includes(thing.kind));
  }

  #change(target: number, value: number): void {
    const thing = this.alive[target % this.alive.length]!;
    const change = kinds[thing.kind]?.change?.(this, thing, value);
    if (change === undefined) return;
    this.#attempt(() => {
      thing.said = this.call(change.operation, thing.names, { patchOperations: change.patch });
    });
  }

  #remove(target: number): void {
    const thing = this.alive[target % this.alive.length]!;
    this.#attempt(() => {
      this.call(kinds[thing.kind]!.remove, thing.names);
      this.#forget((one) => one === thing);
    });
  }

  /** Children go with their parents. */
  #forget(isDoomed: (thing: Thing) => boolean): void {
    const doomed = new Set(this.alive.filter(isDoomed));
    for (let before = -1; before !== doomed.size;) {
      before = doomed.size;
      for (const thing of this.alive) {
        if ([thing.parent, ...thing.hangsOn].some((one) => one !== undefined && doomed.has(one))) doomed.add(thing);
      }
    }
    this.alive.splice(0, this.alive.length, ...this.alive.filter((thing) => !doomed.has(thing)));
    for (const thing of doomed) this.frozen.delete(thing);
    this.gone.push(...doomed);
    // A stage that goes leaves the usage plans, also if one of its name comes later.
    for (const plan of this.within("plan")) plan.said = kinds["plan"]?.without?.(plan.said, doomed) ?? plan.said;
  }

  /** A refusal of a valid request is one of those that AWS has for things in use and names that are taken. */
  #attempt(deed: () => void): void {
    try {
      deed();
    } catch (error) {
      const isExpected =
        error instanceof Fault &&
        /already (exists|has)|remove all base path mappings|is referenced in|must be moved or deleted|contain any methods|No integration|associated with it/.test(
          error.message,
        );
      if (!isExpected) throw error;
      this.refused += 1;
    }
  }

  #snapshotOf({ names }: Thing): string {
    const { restApiId = "", deploymentId = "", version = "" } = names;
    const api = gatewayOf(this.#scope).apis.get(restApiId);
    return JSON.stringify(api?.deployments.get(deploymentId)?.api ?? api?.documentationVersions.get(version)?.parts);
  }

  /** All that is not as it should be; nothing, if the control plane keeps its word. */
  check(): readonly string[] {
    const wrong: string[] = [];
    const say = (words: string, thing: Thing, ...more: unknown[]): void => {
      wrong.push([words, thing.kind, JSON.stringify(thing.names), ...more.map((one) => JSON.stringify(one))].join(" "));
    };
    for (const thing of this.alive) {
      const kind = kinds[thing.kind]!;
      const expected = kind.shown?.(this, thing) ?? thing.said;
      const read = this.#read(thing);
      if (!same(read, expected)) say("is read back otherwise:", thing, read, expected);
      if (freezing.has(thing.kind) && this.#snapshotOf(thing) !== this.frozen.get(thing)) say("has moved:", thing);
      if (thing.kind === "stage") this.#checkStage(thing, say);
      if (thing.kind === "plan") this.#checkUsage(thing, say);
    }
    for (const thing of this.gone) {
      const again = this.alive.some((one) => one.kind === thing.kind && same(one.names, thing.names));
      if (!again && this.#read(thing) !== undefined) say("is still there:", thing);
    }
    for (const { list, key, always, kind, parent, path } of this.#lists()) {
      const { item } = this.call(list, path, {}, { limit: ["500"] }) as { readonly item: readonly Json[] };
      const listed = item.map((one) => String(one[key])).toSorted();
      const names = this.within(kind, parent).map((thing) => String(Object.values(thing.names).at(-1)));
      const wanted = [...always, ...names].toSorted();
      if (!same(listed, wanted))
        wrong.push(`${list} of ${JSON.stringify(path)}: ${listed.join()}, not ${wanted.join()}`);
    }
    return wrong;
  }

  #read({ kind, names }: Thing): Json | undefined {
    try {
      const read = this.call(kinds[kind]!.read, names, {}, { embed: ["methods"] });
      return read["defaultResponse"] === true ? undefined : read;
    } catch (error) {
      if (error instanceof Fault && error.status === 404) return undefined;
      throw error;
    }
  }

  /** A stage serves the definition of its deployment. */
  #checkStage(stage: Thing, say: (words: string, thing: Thing) => void): void {
    const { restApiId = "", stageName = "" } = stage.names;
    const live = liveStage(this.#scope.account, restApiId, stageName);
    const deployments = this.within("deployment", stage.parent);
    const deployment = deployments.find(({ names }) => names["deploymentId"] === stage.said["deploymentId"]);
    if (deployment === undefined || JSON.stringify(live?.api) !== this.frozen.get(deployment)) {
      say("does not serve its deployment:", stage);
    }
  }

  /** A plan with a quota measures each of its keys. */
  #checkUsage(plan: Thing, say: (words: string, thing: Thing) => void): void {
    const day = ["2023-11-14"];
    const { values } = this.call("GetUsage", plan.names, {}, { startDate: day, endDate: day, limit: ["500"] });
    const { quota } = plan.said as { readonly quota?: { readonly limit: number } };
    const keys = quota === undefined ? [] : this.within("planKey", plan).map(({ names }) => names["keyId"] ?? "");
    if (!same(values, Object.fromEntries(keys.map((id) => [id, [[0, quota?.limit]]])))) say("measures others:", plan);
  }

  *#lists() {
    for (const [kind, { list, parents }] of Object.entries(kinds)) {
      if (list === undefined) continue;
      const [operation, key, always = []] = list;
      if (parents.length === 0) yield { list: operation, key, always, kind, parent: undefined, path: {} };
      for (const parent of this.alive.filter((thing) => parents.includes(thing.kind))) {
        yield { list: operation, key, always, kind, parent, path: parent.names };
      }
    }
  }
}

function same(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

/** As text in which the order of members does not count. */
function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === "object" && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? ""
  );
}
