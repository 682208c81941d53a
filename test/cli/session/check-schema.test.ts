import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../../src/main.ts";
import { signedIn } from "../../helpers/account.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { fakeIo } from "../../helpers/fake-io.ts";
import { mockedClients } from "../../helpers/mocked-clients.ts";

async function up(...flags: readonly string[]) {
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1" } });
  const { clients, aws, calls } = mockedClients();
  signedIn({ aws });
  const exitCode = await main(["up", ...flags], io, { clients, clock: fakeClock() });
  return { exitCode, stderr: io.stderr.text, calls: calls.length };
}

const draft4 = "API Gateway knows no other draft: https://json-schema.org/specification-links#draft-4.";

test.each<[schema: object, fault: string]>([
  [{ exclusiveMinimum: 3 }, "/exclusiveMinimum must be true or false (a number is of a later draft)"],
  [{ properties: { a: { const: 1 } } }, "/properties/a/const is of a later draft"],
  [{ if: {}, else: {} }, "/if is of a later draft"],
  [{ type: "text" }, "/type must be one of array, boolean, integer, null, number, object, string"],
  [{ type: ["string", "date"] }, "/type must be one of array, boolean, integer, null, number, object, string"],
  [{ items: [{}, { pattern: "a(" }] }, "/items/1/pattern must be a regular expression"],
  [{ patternProperties: { "[": {} } }, "/patternProperties must have regular expressions as names"],
  [{ $ref: "#/definitions/none" }, "/$ref leads nowhere: #/definitions/none"],
  [{ $ref: "https://example.com/a.json" }, "/$ref leads nowhere: https://example.com/a.json"],
  [
    { $schema: "https://json-schema.org/draft/2020-12/schema" },
    "/$schema must be http://json-schema.org/draft-04/schema#",
  ],
  [{ $schema: "http://json-schema.org/draft-07/schema#" }, "/$schema must be http://json-schema.org/draft-04/schema#"],
  [{ properties: { a: true } }, "/properties/a must be an object"],
  [{ not: { required: [] } }, "/not/required must be a list of names"],
  [{ anyOf: [] }, "/anyOf must be a list that is not empty"],
  [{ properties: 1 }, "/properties must be an object"],
  [{ dependencies: { a: ["b"], c: { type: "x" } } }, "/dependencies/c/type must be one of array"],
])("the schema %j is wrong usage, and nothing is asked of AWS", async (schema, fault) => {
  const { exitCode, stderr, calls } = await up("--schema", JSON.stringify(schema));
  expect(stderr).toContain(`error: The schema is not of draft 4 of JSON Schema: ${fault}`);
  expect(stderr).toContain(`\nhint:  ${draft4}\n`);
  expect({ exitCode, calls }).toEqual({ exitCode: 2, calls: 0 });
});

test("the error names the variable or the file that named the schema, and the schema's own file", async () => {
  const later = JSON.stringify({ const: 1 });
  const run = async (env: Record<string, string>, file: string, ...flags: readonly string[]) => {
    const io = await fakeIo({ env: { AWS_REGION: "eu-west-1", ...env } });
    await writeFile(join(io.cwd, "later.json"), later);
    await writeFile(join(io.cwd, "kinesis-proxy.json"), file);
    expect(await main(["render", ...flags], io)).toBe(2);
    return io.stderr.text;
  };
  const fault = "is not of draft 4 of JSON Schema: /const is of a later draft.";
  expect(await run({}, "{}", "--schema", "later.json")).toContain(`error: The schema later.json ${fault}`);
  const variable = await run({ KINESIS_PROXY_SCHEMA: "later.json" }, "{}");
  expect(variable).toContain(`error: KINESIS_PROXY_SCHEMA: The schema later.json ${fault}`);
  const file = await run({}, '{"schema":"later.json"}');
  expect(file).toContain(`error: "schema" in kinesis-proxy.json: The schema later.json ${fault}`);
});

test("a schema of draft 4 is taken, whatever it uses of it", async () => {
  const schema = {
    $schema: "http://json-schema.org/draft-04/schema#",
    id: "http://example.com/event",
    title: "const",
    type: ["object", "null"],
    properties: { const: { $ref: "#/definitions/a~1b" }, n: { minimum: 0, exclusiveMinimum: true, multipleOf: 0.5 } },
    patternProperties: { "^x-": {} },
    additionalProperties: { items: [{ enum: [1, { if: 1 }] }], additionalItems: false, uniqueItems: true },
    dependencies: { a: ["b"], b: { not: { allOf: [{}] } } },
    required: ["n"],
    definitions: { "a/b": { type: "string", pattern: "^\\d+$", maxLength: 3, default: { const: 1 } } },
    default: { const: 1 },
  };
  const { stderr, calls } = await up("--schema", JSON.stringify(schema));
  expect(stderr).not.toContain("schema");
  expect(calls).toBeGreaterThan(0);
});
