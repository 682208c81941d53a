import fc from "fast-check";
import { expect, test } from "vitest";
import { rateOf, turns } from "../../../src/aws/pace/rates.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";

const gateway = (action: string) => ({ service: "API Gateway", action });

test("a burst goes through at once, and then one by one", () => {
  const take = turns(fakeClock());
  const waits = Array.from({ length: 7 }, () => take(gateway("CreateResource")));
  expect(waits).toEqual([0, 0, 0, 0, 0, 200, 400]);
});

test("what has no quota of its own shares what API Gateway allows", () => {
  const take = turns(fakeClock());
  const waits = Array.from({ length: 42 }, () => take(gateway("PutMethod")));
  expect(waits.slice(-3)).toEqual([0, 100, 200]);
  expect(take({ service: "IAM", action: "GetRole" })).toBe(0);
});

test("however calls come, no more of them are made than AWS allows", async () => {
  const action = "GetResources";
  const { burst, every } = rateOf(action)!;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(900), { maxLength: 40 }), async (pauses) => {
      const clock = fakeClock();
      const take = turns(clock);
      const made: number[] = [];
      for (const pause of pauses) {
        await clock.sleep(pause);
        made.push(clock.now() + take(gateway(action)));
      }
      made.forEach((last, at) => {
        const first = made[at - burst];
        if (first !== undefined) expect(last - first).toBeGreaterThanOrEqual(every);
      });
    }),
  );
});
