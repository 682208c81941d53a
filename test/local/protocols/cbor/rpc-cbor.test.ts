import { cbor, dateToTag } from "@smithy/core/cbor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCbor } from "../../../../src/local/protocols/cbor/decode-cbor.ts";
import { encodeCbor } from "../../../../src/local/protocols/cbor/encode-cbor.ts";

/** The value with its dates as Smithy's codec has them. */
function tagged(value: unknown): unknown {
  if (value instanceof Date) return dateToTag(value);
  if (Array.isArray(value)) return value.map(tagged);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, tagged(member)]));
}

describe("CBOR", () => {
  // Appendix A of RFC 8949, without what no AWS service sends.
  const examples: readonly (readonly [hex: string, value: unknown])[] = [
    ["00", 0],
    ["17", 23],
    ["1818", 24],
    ["1903e8", 1000],
    ["1a000f4240", 1_000_000],
    ["1b000000e8d4a51000", 1_000_000_000_000],
    ["20", -1],
    ["3903e7", -1000],
    ["f93e00", 1.5],
    ["f90001", 5.960464477539063e-8],
    ["f9fc00", -Infinity],
    ["fa47c35000", 100_000],
    ["fbc010666666666666", -4.1],
    ["f4", false],
    ["f5", true],
    ["f6", null],
    ["4401020304", Buffer.from([1, 2, 3, 4])],
    ["63e6b0b4", "水"],
    ["83010203", [1, 2, 3]],
    ["a26161016162820203", { a: 1, b: [2, 3] }],
    ["5f42010243030405ff", Buffer.from([1, 2, 3, 4, 5])],
    ["7f657374726561646d696e67ff", "streaming"],
    ["9f018202039f0405ffff", [1, [2, 3], [4, 5]]],
    ["bf61610161629f0203ffff", { a: 1, b: [2, 3] }],
    // The Java SDK writes milliseconds, as an integer, under tag 1.
    ["c11b0000018bcfe5687b", new Date(1_700_000_000_123)],
  ];
  it.each(examples)("reads %s", (hex, value) => {
    expect(decodeCbor(Buffer.from(hex, "hex"))).toEqual(value);
  });

  it("reads back whatever it writes", () => {
    const leaf = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.boolean(),
      fc.constant(null),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true }).filter((value) => !Object.is(value, -0)),
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      fc.date({ noInvalidDate: true }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        leaf,
        fc.array(tie("value")),
        fc.dictionary(
          fc.string().filter((name) => name !== "__proto__"),
          tie("value"),
        ),
      ),
    }));
    fc.assert(
      fc.property(value, (made) => {
        expect(decodeCbor(encodeCbor(made))).toEqual(made);
      }),
    );
  });

  it("writes what Smithy's own codec reads, and reads what that writes, times in seconds", () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        leaf,
        fc.array(tie("value")),
        fc.dictionary(fc.stringMatching(/^[A-Z]\w*$/), tie("value"), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (made) => {
        expect(cbor.deserialize(encodeCbor(made, "seconds"))).toEqual(tagged(made));
        expect(decodeCbor(Buffer.from(cbor.serialize(tagged(made))), "seconds")).toEqual(made);
      }),
    );
  });

  it("never does anything but read or throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
        try {
          expect(typeof decodeCbor(Buffer.from(bytes))).not.toBe("symbol");
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});
