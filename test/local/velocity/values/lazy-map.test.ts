import { expect, test } from "vitest";
import { LazyMap, madeIn } from "../../../../src/local/velocity/values/lazy-map.ts";
import type { Value } from "../../../../src/local/velocity/values/value.ts";

const members: readonly (readonly [string, Value])[] = [
  ["first", "1"],
  ["none", null],
  ["inner", new Map([["a", "b"]])],
  ["last", 4n],
];
const plain = () => new Map<Value, Value>(members);
const lazy = (asked: string[] = []) =>
  new LazyMap(
    members.map(([name]) => name),
    (name) => {
      asked.push(name);
      return members.find(([one]) => one === name)?.[1];
    },
  );

test.each<readonly [string, (map: Map<Value, Value>) => unknown]>([
  [
    "members",
    (map) => [...members.map(([name]) => map.get(name)), map.get("other"), map.get(1n), map.get("constructor")],
  ],
  ["its size", (map) => map.size],
  ["what it has", (map) => [map.has("none"), map.has("other")]],
  ["keys", (map) => [...map.keys()]],
  ["values", (map) => [...map.values()]],
  ["entries", (map) => [...map.entries()]],
  ["itself", (map) => [...map]],
  [
    "each",
    (map) => {
      const found: unknown[] = [];
      map.forEach((value, name, whole) => found.push(value, name, whole === map));
      return found;
    },
  ],
  ["what is set", (map) => [...map.set("first", "2").set("new", "5")]],
  ["what is left", (map) => [map.delete("none"), map.delete("other"), [...map], map.get("none")]],
  ["what is cleared", (map) => (map.clear(), [map.size, map.get("first"), [...map]])],
  ["the order after a read", (map) => [map.get("inner"), [...map]]],
])("reads as any map: %s", (_, read) => {
  expect(read(lazy())).toEqual(read(plain()));
});

test("makes a member when it is asked for, and one that can be changed once", () => {
  const asked: string[] = [];
  const map = lazy(asked);
  expect(madeIn(map, "inner")).toBeUndefined();
  const inner = map.get("inner");
  expect(map.get("inner")).toBe(inner);
  expect(madeIn(map, "inner")).toBe(inner);
  expect(asked).toEqual(["inner"]);
  expect([...map.keys()]).toHaveLength(4);
  expect(map.get("inner")).toBe(inner);
  expect(asked.filter((name) => name === "inner")).toHaveLength(1);
  expect(madeIn(plain(), "first")).toBe("1");
});
