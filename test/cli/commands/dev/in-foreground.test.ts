import { expect, test } from "vitest";
import { inForeground } from "../../../../src/cli/commands/dev/in-foreground.ts";

test.each([
  ["4242 (node) S 1 4242 4242 34816 4242 4194304", true],
  ["4242 (a) b (node) R 1 4242 4200 34816 4200 4194304", false],
  ["", true],
])("%s: %s", (stat, expected) => expect(inForeground(stat)).toBe(expected));
