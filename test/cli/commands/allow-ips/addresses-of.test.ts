import { expect, test } from "vitest";
import { addressesOf } from "../../../../src/cli/commands/allow-ips/addresses-of.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";

test("words that name no address are refused: an empty list would let everybody call", async () => {
  const none = addressesOf(await fakeIo(), ["stripe"], () => Promise.resolve([]));
  await expect(none).rejects.toThrow("There is no address in stripe.");
});

test("a file without a name is refused, and not looked for", async () => {
  const none = addressesOf(await fakeIo(), ["203.0.113.7", "@"], () => Promise.resolve([]));
  await expect(none).rejects.toThrow('"@" names no file.');
});
