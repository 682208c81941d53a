import { expect, test } from "vitest";
import { memorySize } from "../../../../src/cli/commands/local/memory-size.ts";

test.each([
  ["16MB", 16 * 2 ** 20],
  ["512mb", 2 ** 29],
  ["2GB", 2 ** 31],
  ["2 GB", 2 ** 31],
])("%s", (text, bytes) => expect(memorySize(text)).toBe(bytes));

test.each(["", "15MB", "512", "MB", "1.5GB", "512KB", "-1GB", "0GB", "512MBs"])("not %j", (text) => {
  expect(() => memorySize(text)).toThrow(`--memory takes a size from 16MB on, such as 512MB or 2GB, not "${text}".`);
});
