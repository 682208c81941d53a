import { expect, test } from "vitest";
import { senderLists } from "../../../../src/cli/commands/allow-ips/sender-lists.ts";
import { allowList } from "../../../../src/settings/parse/allow-list.ts";

test.each(Object.entries(senderLists))("the list of %s is valid, dated, and says where it is from", (_, list) => {
  expect(allowList(list.ranges).length).toBeGreaterThan(0);
  expect(list.date).toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
  expect(new URL(list.source).protocol).toBe("https:");
});
