import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../helpers/fake-io.ts";

test("the help that the build wrote down is the help of today", async () => {
  const io = await fakeIo();
  expect(await main(["help"], io)).toBe(0);
  expect(readFileSync("dist/help.txt", "utf8")).toBe(io.stdout.text);
});
