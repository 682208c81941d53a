import { expect, test } from "vitest";
import { PROBE, putRecordTemplate } from "../../src/mapping/request.ts";

const template = putRecordTemplate("orders");

test("the record goes into the stream, byte for byte, under a key that no caller can choose", () => {
  expect(template).toContain('"StreamName": "orders"');
  expect(template).toContain('"Data": "$util.base64Encode($input.body)"');
  expect(template).toContain('"PartitionKey": "$key"');
  expect(template).toMatch(/^#set\(\$key = \$context\.extendedRequestId\)$/m);
  expect([...template.matchAll(/\$input\.params\("([^"]*)"\)/g)].map(([, name]) => name)).toEqual([PROBE.parameter]);
});

test("only the probe asks for a hash key, one more than there is", () => {
  const [before = "", inside = "", after = ""] = template.split(/^#if\(\$input.*$|^#end$/m);
  expect(inside).toContain(`"ExplicitHashKey": "${2n ** 128n}"`);
  expect(before + after).not.toContain("ExplicitHashKey");
});
