import { expect, test } from "vitest";
import { whoseItIs } from "../../../src/engine/run/veto.ts";

test("what is left is said to be another proxy's, shared, or of others", () => {
  const found = { ids: {}, ours: false };
  expect(whoseItIs(found)).toBe("not made by kinesis-proxy");
  expect(whoseItIs({ ...found, owner: "orders" })).toBe("made for the proxy orders");
  expect(whoseItIs({ ...found, owner: "orders", shared: "used by all" })).toBe("used by all");
});
