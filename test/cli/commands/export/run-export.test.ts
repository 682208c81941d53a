import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../../../src/main.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { everything, exported } from "./exported.ts";

const formats = ["cloudformation", "openapi", "terraform"];

test.each(formats)("%s never has a secret in it, and asks for it instead", async (format) => {
  const text = await exported(format, ...everything);
  expect(text).not.toContain("shake-secret");
  expect(text).not.toContain("fire-secret");
  expect(text).toMatch(/handshake_?token/i);
  expect(text).toMatch(/firehose_?key/i);
  expect(text).toContain("hub.verify_token");
});

test.each(formats)("%s is the same for --json, as one document", async (format) => {
  const schema = ["--schema", join(import.meta.dirname, "event.schema.json")];
  const text = await exported(format, "--name", "orders", ...schema);
  expect(JSON.parse(await exported(format, "--name", "orders", ...schema, "--json"))).toEqual({ format, text });
  // It looks like a command, and is none.
  if (format !== "openapi") expect(text).toMatch(/description.*"?kinesis-proxy orders"?$/im);
});

test("--out writes a file, and replaces one with --force only", async () => {
  const io = await fakeIo();
  const path = join(io.cwd, "main.tf");
  await writeFile(path, "mine");
  expect(await main(["export", "terraform", "--out", "main.tf"], io)).toBe(2);
  expect(io.stderr.text).toContain("main.tf exists already.");
  expect(await readFile(path, "utf8")).toBe("mine");
  expect(await main(["export", "terraform", "--out", "main.tf", "--force"], io)).toBe(0);
  expect(await readFile(path, "utf8")).toBe(await exported("terraform"));
});

test.each([["pulumi"], []])("another word is no format: %s", async (...words) => {
  const io = await fakeIo();
  expect(await main(["export", ...words], io)).toBe(2);
  expect(io.stdout.text).toBe("");
});
