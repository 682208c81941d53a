import fc from "fast-check";
import { expect, test } from "vitest";
import { sse } from "../../../../../src/local/page/app/model/sse.ts";

const text =
  ': .\n\nevent: hello\nid: 1\ndata: {"a":1}\n\nevent: apis\ndata: {}\r\n\r\ndata: one\ndata: two\n\nevent: cut';

test("events come whole, wherever the text was cut; comments are none", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(text.length)), (cuts) => {
      const take = sse();
      const ends = [...cuts.sort((one, other) => one - other), text.length];
      const found = ends.flatMap((end, index) => take(text.slice(ends[index - 1] ?? 0, end)));
      expect(found).toEqual([
        { event: "hello", data: '{"a":1}' },
        { event: "apis", data: "{}" },
        { event: "message", data: "one\ntwo" },
      ]);
    }),
  );
});
