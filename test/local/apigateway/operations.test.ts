import fc from "fast-check";
import { expect, it } from "vitest";
import { History } from "./history.ts";
import type { Step } from "./history.ts";
import { kinds } from "./history-kinds.ts";

const long = process.env["KINESIS_PROXY_TEST_LONG"] !== undefined;
const sequences = long ? 10_000 : 40;

const step: fc.Arbitrary<Step> = fc.tuple(fc.nat(9), fc.nat(997), fc.nat(997));

it("what is put is read back, what is deleted is gone, and deployments stay as they were, whatever the order of calls", () => {
  const seen = { steps: 0, refused: 0, checks: 0, kinds: new Set<string>() };
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60, size: "max" }), (steps) => {
      const history = new History();
      for (const kind of ["api", "method", "integration", "deployment", "stage"]) history.make(kind, 1);
      for (const [at, one] of steps.entries()) {
        history.step(one);
        if (at % 8 !== 0) continue;
        expect(history.check()).toEqual([]);
      }
      expect(history.check()).toEqual([]);
      seen.steps += steps.length;
      seen.refused += history.refused;
      seen.checks += history.alive.length + history.gone.length;
      for (const { kind } of [...history.alive, ...history.gone]) seen.kinds.add(kind);
    }),
    { numRuns: sequences },
  );
  // The histories are worth something: they make every kind, and most of their calls succeed.
  expect([...seen.kinds].toSorted()).toEqual(Object.keys(kinds).toSorted());
  expect(seen.refused / seen.steps).toBeLessThan(0.25);
  if (long) process.stdout.write(`${JSON.stringify({ sequences, ...seen, kinds: seen.kinds.size })}\n`);
}, 600_000);
