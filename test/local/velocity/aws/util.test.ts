import { expect, test } from "vitest";
import { util } from "../../../../src/local/velocity/aws/util.ts";

test.each([
  ["base64Encode", "Pw=="],
  ["urlEncode", "%3F"],
])("$util.%s writes half of a surrogate pair as a question mark", (name, written) => {
  expect(util.call(name, ["\ud800"])).toBe(written);
});

test("a whole pair is encoded as it is", () => {
  expect(util.call("base64Encode", ["a\u{1f600}"])).toBe("YfCfmIA=");
});
