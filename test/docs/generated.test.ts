import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { settingNames } from "../../src/settings/table.ts";
import { between, permissionTable, senderTable, settingTables } from "./generated.ts";

const docs = join(import.meta.dirname, "../../docs");

// After a change: npx vitest run test/docs/generated.test.ts -u
test.each([
  ["settings.md", "settings", settingTables()],
  ["operating.md", "permissions", permissionTable()],
  ["senders.md", "senders", senderTable()],
])("docs/%s has the %s of today", async (file, name, text) => {
  const path = join(docs, file);
  await expect(between(name, readFileSync(path, "utf8"), text)).toMatchFileSnapshot(path);
});

test("each setting stands in one table, with its flag and variable", () => {
  const names = settingTables().match(/^\| `\w+`/gm) ?? [];
  const all = [...settingNames, "region", "profile", "endpointUrl"];
  expect(names.map((row) => row.slice(3, -1)).sort()).toEqual([...all].sort());
});
