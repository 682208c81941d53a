import { expect, test } from "vitest";
import { ownArchive } from "../../../../src/cli/records/archive/own-archive.ts";
import { fakeContext } from "../../../helpers/fake-context.ts";

test("the proxy's own archive is where it was asked for", () => {
  const { config, identity } = fakeContext({ archive: { bucket: "kept", prefix: "raw" } });
  expect(ownArchive(config, identity)).toEqual({ bucket: "kept", prefix: "raw/orders/" });
});

test("one that is switched off is still where it was, and one that never was can be had", () => {
  const off = fakeContext({ archive: false });
  expect(() => ownArchive(off.config, off.identity)).toThrow("The archive of orders is switched off.");
  const never = fakeContext({ archive: undefined });
  expect(() => ownArchive(never.config, never.identity)).toThrow("The proxy orders has no archive.");
});
