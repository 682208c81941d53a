import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { checkFile } from "../../../src/settings/file/check-file.ts";
import { fileSchema } from "../../../src/settings/file/file-schema.ts";
import { readSettings } from "../../../src/settings/sources.ts";
import type { Json } from "../../../src/local/json-schema/json.ts";
import { violations } from "../../../src/local/json-schema/violations.ts";

const root = join(import.meta.dirname, "../../..");
const published = "schema/kinesis-proxy.schema.json";

// After a change: npx vitest run test/settings/file/file-schema.test.ts -u
test("the JSON Schema in the package is the one of today's settings", async () => {
  const text = await format(JSON.stringify(fileSchema()), { parser: "json", printWidth: 120 });
  await expect(text).toMatchFileSnapshot(join(root, published));
});

test("the package has it, where the docs tell an editor to look", () => {
  const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly files: readonly string[];
  };
  expect(files).toContain("schema");
  expect(readFileSync(join(root, "docs/settings.md"), "utf8")).toContain(
    `"$schema": "./node_modules/kinesis-proxy/${published}"`,
  );
});

describe("an editor and the program agree about", () => {
  const wrongTo = {
    editor: (file: Json) => violations(fileSchema() as Json, file, () => undefined).length > 0,
    program: (file: object) => {
      try {
        checkFile(file);
        readSettings({ flags: {}, env: {}, file, cwd: import.meta.dirname });
        return false;
      } catch {
        return true;
      }
    },
  };

  test.each([
    {},
    { $schema: `./node_modules/kinesis-proxy/${published}` },
    { name: "orders", region: "eu-west-1", shards: 2, path: "/events/{id}" },
    { onDemand: false, apiKey: true, newline: true },
    { auth: "iam", partitionKey: "body:$.id", respond: "receipt" },
    { auth: false, batchPath: false, cors: false, envelope: false, schema: false, status: false, allowIps: false },
    { status: { busy: 503, accepted: 204 }, cors: ["https://a.example"], accept: ["json", "text"] },
    { status: "busy=503", cors: "*", accept: "any", envelope: ["X-Tenant"], allowIps: "203.0.113.0/24" },
    { streamArn: "none", roleArn: false, apiId: "a1b2c3" },
  ])("%j: it is right", (file) => {
    expect([wrongTo.editor(file), wrongTo.program(file)]).toEqual([false, false]);
  });

  test.each([
    { nmae: "orders" },
    { name: "or ders" },
    { name: 5 },
    { shards: "2" },
    { shards: 0 },
    { shards: 2.5 },
    { retention: 23 },
    { onDemand: "yes" },
    { apiKey: null },
    { path: "events" },
    { auth: "basic" },
    { respond: "nothing" },
    { partitionKey: "cookie:a" },
    { cors: [["*"]] },
    { status: { busy: 200 } },
    { status: { slow: 503 } },
    { region: "" },
    { stage: "a b" },
  ] as Json[])("%j: it is wrong", (file) => {
    expect([wrongTo.editor(file), wrongTo.program(file as object)]).toEqual([true, true]);
  });
});
