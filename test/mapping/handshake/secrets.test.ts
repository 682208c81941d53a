import fc from "fast-check";
import { expect, test } from "vitest";
import { masked, secretLine, secretsIn } from "../../../src/mapping/handshake/secrets.ts";
import { render } from "../../../src/local/velocity/render.ts";
import { util } from "../../../src/local/velocity/aws/util.ts";

test("a secret is read back from the template that compares it, and is not in the masked one", () => {
  const printable = fc.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 60 });
  fc.assert(
    fc.property(printable, (value) => {
      const template = `#set($a = 1)${secretLine("handshakeTokenName", "t")}${secretLine("handshakeToken", value)}#if($a == 1)x#end`;
      expect(secretsIn(["{}", template])).toEqual({ handshakeTokenName: "t", handshakeToken: value });
      expect(masked(template)).not.toContain(encodeURIComponent(value));
      expect(render(`${template}$handshakeToken`, new Map([["util", util]]))).toBe(`x${value}`);
    }),
  );
});

test("what others wrote there is no secret", () => {
  expect(secretsIn(["#set($handshakeToken = 'abc')", "$util.urlDecode('x')"])).toEqual({});
  expect(secretsIn(["#set($handshakeToken = $util.urlDecode('%'))"])).toEqual({ handshakeToken: "" });
});
