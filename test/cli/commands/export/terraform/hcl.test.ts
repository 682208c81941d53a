import fc from "fast-check";
import { expect, test } from "vitest";
import { aligned, hcl } from "../../../../../src/cli/commands/export/terraform/hcl.ts";
import { reference } from "../../../../../src/cli/commands/export/resources/reference.ts";

const refer = ({ id, attribute }: { id: string; attribute: string }): string => `${id}.${attribute}`;

/** What Terraform makes of a text without references. https://developer.hashicorp.com/terraform/language/expressions/strings */
function readText(written: string): string {
  const heredoc = /^(chomp\()?<<(\w+)\n([^]*\n)\2\n *\)?$/.exec(written);
  const open = (text: string): string => text.replace(/([$%])\1\{/g, "$1{");
  if (heredoc === null) {
    expect(written).not.toMatch(/[$%]\{/);
    return JSON.parse(written) as string;
  }
  const [, chomp, , body = ""] = heredoc;
  expect(body).not.toMatch(/(^|[^$])\$\{|(^|[^%])%\{/);
  return open(chomp === undefined ? body : body.replace(/\n+$/, ""));
}

test("a text is what Terraform reads, whatever is in it", () => {
  const part = fc.oneof(
    fc.constantFrom("$", "%", "{", "${", "%{", "$${", "\n", "\\", '"', "EOT", "\r", "a"),
    fc.string(),
  );
  const texts = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, (text) => {
      expect(readText(hcl(text, refer))).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test("a template is a heredoc, its own expressions escaped and ours not", () => {
  expect(hcl(`#set($a = "\${b}")\n${reference("Role", "Arn")}`, refer)).toBe(
    'chomp(<<EOT\n#set($a = "$${b}")\n${Role.Arn}\nEOT\n)',
  );
});

test("a reference alone is an expression", () => {
  expect(hcl(reference("Role", "Arn"), refer)).toBe("Role.Arn");
  expect(hcl(`a${reference("Role", "Arn")}`, refer)).toBe('"a${Role.Arn}"');
});

test("signs stand in a column, up to a value of several lines", () => {
  const lines = [
    ["a", "1"],
    ["long", "2"],
    ["map", "{\n}"],
    ["b", "3"],
  ] as const;
  expect(aligned(lines, "")).toBe("a    = 1\nlong = 2\nmap = {\n}\nb = 3\n");
});
