import { describe, expect, test } from "vitest";
import { objectsIn, type Window } from "../../../src/records/archive/objects-in.ts";
import { keyAt, memoryStore } from "./memory-store.ts";

const all = { since: -Infinity, until: Infinity };
const at = (iso: string): number => Date.parse(iso);

async function keysIn(
  objects: Parameters<typeof memoryStore>[0],
  window: Partial<Window> = {},
  prefix = "",
): Promise<{ readonly keys: readonly string[]; readonly listed: readonly string[] }> {
  const { store, listed } = memoryStore(objects);
  const keys: string[] = [];
  for await (const { key } of objectsIn(store, prefix, { ...all, ...window })) keys.push(key);
  return { keys, listed };
}

const object = (written?: string) => ({
  body: Buffer.alloc(0),
  ...(written !== undefined && { written: Date.parse(written) }),
});

const days = ["2026-01-01T10:00:00Z", "2026-02-03T09:00:00Z", "2026-02-05T11:30:00Z", "2026-02-05T12:10:00Z"];
const four = Object.fromEntries(days.map((iso) => [keyAt(iso), object(iso)]));

test("without a window, every object is there in the order of time", async () => {
  expect((await keysIn(four)).keys).toEqual(days.map((iso) => keyAt(iso)));
});

test("an object is in the window whose oldest record is before its end, and that was written after its start", async () => {
  const objects = { [keyAt("2026-02-05T11:55:00Z")]: object("2026-02-05T12:01:00Z") };
  const fits = async (since: string, until: string): Promise<boolean> =>
    (await keysIn(objects, { since: at(since), until: at(until) })).keys.length === 1;
  expect(await fits("2026-02-05T12:00:00Z", "2026-02-05T13:00:00Z")).toBe(true);
  expect(await fits("2026-02-05T12:02:00Z", "2026-02-05T13:00:00Z")).toBe(false);
  expect(await fits("2026-02-05T11:00:00Z", "2026-02-05T11:56:00Z")).toBe(true);
  expect(await fits("2026-02-05T11:00:00Z", "2026-02-05T11:55:00Z")).toBe(false);
});

test("hours of other times are not listed", async () => {
  const { keys, listed } = await keysIn(four, { since: at("2026-02-05T11:00:00Z"), until: at("2026-02-05T12:00:00Z") });
  expect(keys).toEqual([keyAt("2026-02-05T11:30:00Z")]);
  // One more tells that no later one fits.
  expect(listed).toEqual([keyAt("2026-02-05T11:30:00Z"), keyAt("2026-02-05T12:10:00Z")]);
});

test("versions of the delivery stream share an hour without its order", async () => {
  const [tenth, second] = [
    keyAt("2026-02-05T12:50:00Z", { version: 10 }),
    keyAt("2026-02-05T12:05:00Z", { version: 2 }),
  ];
  const { keys } = await keysIn({ [tenth]: object(), [second]: object() }, { until: at("2026-02-05T12:30:00Z") });
  expect(keys).toEqual([second]);
});

test("an object that was delivered late is found up to a day back", async () => {
  const late = keyAt("2026-02-04T12:30:00Z");
  const { keys } = await keysIn({ [late]: object("2026-02-05T12:00:00Z") }, { since: at("2026-02-05T11:00:00Z") });
  expect(keys).toEqual([late]);
});

describe("what is no archived record", () => {
  const odd = ["errors/processing-failed/2026/02/05/10/x", "orders-errors/format-conversion-failed/x"];
  test.each(odd)("%s is left out", async (key) => {
    const own = keyAt("2026-02-05T10:00:00Z");
    expect((await keysIn({ [key]: object(), [own]: object() })).keys).toEqual([own]);
    expect((await keysIn({ [key]: object(), [own]: object() }, { since: 0 })).keys).toEqual([own]);
  });

  test("a prefix of that name is read", async () => {
    const own = keyAt("2026-02-05T10:00:00Z", { base: "errors/" });
    expect((await keysIn({ [own]: object() }, { since: 0 }, "errors/")).keys).toEqual([own]);
  });
});

test("folders as Firehose names them by itself are found below any prefix", async () => {
  const name = "orders-1-2026-02-05-10-20-30-0b9a6bb4-6f6a-4d0c-8f6e-0123456789ab.gz";
  const keys = ["a/b/2026/02/03/09/x", `a/b/2026/02/05/10/${name}`];
  const objects = Object.fromEntries(keys.map((key) => [key, object("2026-02-05T10:30:00Z")]));
  expect((await keysIn(objects, { since: at("2026-02-05T10:00:00Z") })).keys).toEqual([keys[1]]);
});

test("objects in no folder of a time are all read, unless they were written before", async () => {
  const objects = { a: object("2026-02-05T10:00:00Z"), b: object("2026-02-05T12:00:00Z") };
  expect((await keysIn(objects, { since: at("2026-02-05T11:00:00Z") })).keys).toEqual(["b"]);
});
