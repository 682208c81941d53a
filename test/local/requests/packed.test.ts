import { expect, test } from "vitest";
import { ByteRing } from "../../../src/local/requests/byte-ring.ts";
import { Kept } from "../../../src/local/requests/packed.ts";

test.each(["", "ascii", "größer als 🙂", "ü".repeat(2_000), "🙂".repeat(5_000)])(
  "a text is kept in UTF-8: %#",
  (text) => {
    const [ring, before, kept] = [new ByteRing(), new Kept(), new Kept()];
    before.keep(ring, "before");
    kept.keep(ring, text);
    expect(kept.read(ring)).toEqual(Buffer.from(text));
    expect(kept.length).toBe(Buffer.byteLength(text));
  },
);
