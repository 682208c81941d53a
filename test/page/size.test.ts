import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const page = join(import.meta.dirname, "../../dist/page");
const read = (file: string): Buffer => readFileSync(join(page, file));

test("the page is below 60 kB when it is compressed, and one script and one stylesheet", () => {
  const files = ["index.html", "assets/page.js", "assets/page.css"];
  expect(files.reduce((sum, file) => sum + gzipSync(read(file)).length, 0)).toBeLessThan(60_000);
});

test("the page needs nothing from elsewhere, and nothing that its policy forbids", () => {
  const html = read("index.html").toString();
  expect(html).toContain('<meta name="local-token" content="__TOKEN__" />');
  expect(html).not.toMatch(/https?:|<style|style=|<script(?![^>]* src=)|\son\w+=/);
  const code = read("assets/page.js").toString() + read("assets/page.css").toString();
  const addresses = [...code.matchAll(/https?:\/\/[\w./-]+/g)].map(([address]) => address);
  // Namespaces of XML, which are names.
  expect(addresses.filter((address) => !address.startsWith("http://www.w3.org/"))).toEqual([]);
  expect(code).not.toMatch(/@import|\beval\(|new Function\b/);
});
