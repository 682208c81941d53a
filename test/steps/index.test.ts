import { expect, test } from "vitest";
import type { Step } from "../../src/engine/step/step.ts";
import { deployment, proxy } from "../../src/steps/index.ts";

const steps: readonly Pick<Step, "name" | "after" | "within">[] = proxy;

/** The names of all that a step comes after. */
function before(name: string): ReadonlySet<string> {
  const after = steps.find((step) => step.name === name)?.after ?? [];
  return new Set(after.flatMap((one) => [one, ...before(one)]));
}

test("steps come after steps that are in the list", () => {
  const names = new Set(steps.map(({ name }) => name));
  expect(steps.flatMap(({ after }) => after).filter((name) => !names.has(name))).toEqual([]);
});

test("whatever lies in the REST API is there before it is deployed, or comes after that", () => {
  const within = steps.filter((step) => step.within === "api" && step.name !== deployment.name);
  const earlier = before(deployment.name);
  const late = within.filter(({ name }) => !earlier.has(name) && !before(name).has(deployment.name));
  expect(late).toEqual([]);
});
