import { expect, test } from "vitest";
import { idIn } from "../../src/steps/id-in.ts";
import { memoryState } from "../helpers/memory-state.ts";

test("an id of another step is text, or there is none", () => {
  const state = memoryState({ stream: { name: "orders", making: true } });
  expect(idIn(state, "stream", "name")).toBe("orders");
  expect([idIn(state, "stream", "making"), idIn(state, "stream", "constructor"), idIn(state, "role", "name")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
