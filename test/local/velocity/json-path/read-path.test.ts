import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readPath } from "../../../../src/local/velocity/json-path/read-path.ts";
import { TemplateError } from "../../../../src/local/velocity/template-error.ts";
import { parseJson } from "../../../../src/local/velocity/values/json-parse.ts";
import { printJson } from "../../../../src/local/velocity/values/print.ts";

interface Paths {
  /** What gave these answers. */
  readonly source: string;
  readonly document: string;
  readonly found: Readonly<Record<string, string>>;
  readonly nowhere: readonly string[];
  readonly refused: readonly string[];
}

const paths = JSON.parse(readFileSync(new URL("paths.json", import.meta.url), "utf8")) as Paths;
const read = (path: string): string | undefined => {
  const value = readPath(parseJson(paths.document), path);
  return value === undefined ? undefined : printJson(value);
};

describe(`a path leads to what it leads to in ${paths.source}`, () => {
  test.each(Object.entries(paths.found))("%s", (path, expected) => expect(read(path)).toBe(expected));

  test.each(paths.nowhere)("%s leads nowhere", (path) => expect(read(path)).toBeUndefined());

  test.each(paths.refused)("%s is refused", (path) => expect(() => read(path)).toThrow(TemplateError));
});
