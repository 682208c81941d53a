import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { paste } from "./pasted.ts";
import { recordsOf, world } from "./world.ts";

const schema = (value: unknown): Record<string, unknown> => ({ "event.schema.json": value });
const id = { type: "string", pattern: "^[0-9]{4}$" };

/** The lines of stderr that begin with these words, without them. */
function told(stderr: string, what: string): readonly string[] {
  return stderr.split("\n").flatMap((line) => (line.startsWith(what) ? [line.slice(what.length).trim()] : []));
}

describe("the curl line that up prints is answered 200 and leaves a record", () => {
  test.each<[name: string, flags: string, files?: Record<string, unknown>]>([
    ["plain", ""],
    ["with an API key", "--api-key"],
    ["signed", "--auth iam"],
    ["signed, with an API key", "--auth iam --api-key"],
    ["a form, at a path with a parameter", "--accept form --path /e/{id}"],
    ["text in an envelope", "--accept text --envelope X-Key --newline"],
    ["XML", "--accept application/xml json"],
    ["bytes", "--accept application/octet-stream"],
    ["any type", "--accept any"],
    ["a partition key from the path", "--path /a/{user}/b/{id} --partition-key path:id"],
    ["own statuses, a receipt, and browsers", "--status accepted=202 --respond receipt --cors *"],
    ["an allowed range in which this machine is", "--allow-ips 127.0.0.0/8 10.0.0.0/8"],
    [
      "a schema",
      "--schema event.schema.json --accept application/vnd.api+json",
      schema({
        type: "object",
        required: ["id", "at", "tags", "n", "to", "it's"],
        additionalProperties: false,
        definitions: { name: { type: "string", minLength: 12, maxLength: 14 } },
        properties: {
          id: { enum: ["a'b"] },
          at: { type: "string", format: "date-time" },
          tags: { type: "array", minItems: 2, items: { $ref: "#/definitions/name" } },
          n: { type: "integer", minimum: 3, exclusiveMinimum: true, multipleOf: 5 },
          to: {
            allOf: [{ required: ["x"] }, { properties: { x: { anyOf: [{ type: "boolean" }, { type: "null" }] } } }],
          },
          "it's": { type: "number", maximum: -2 },
        },
      }),
    ],
    [
      "a schema for JSON where a form comes first",
      "--schema event.schema.json --accept form json",
      schema({ type: "array" }),
    ],
  ])("%s", async (_name, flags, files = {}) => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    for (const [name, value] of Object.entries(files)) await desk.file(name, JSON.stringify(value));
    const { code, stderr } = await runHere(desk, "up", "--local", ...flags.split(" ").filter(Boolean));
    expect(code).toBe(0);
    const [line = ""] = told(stderr, "Try:");
    expect(await paste(line, clients)).toBe(flags.includes("202") ? 202 : 200);
    expect(await recordsOf(clients)).toHaveLength(1);
  });

  test("and so does the one for the batch route", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    const { stderr } = await runHere(desk, "up", "--local", "--batch-path", "/batch", "--api-key", "--auth", "iam");
    const [line = ""] = told(stderr, "Batch:");
    expect(await paste(line, clients)).toBe(200);
    expect(await recordsOf(clients)).toHaveLength(2);
  });
});

test("where no body can be made that fits the schema, the line reads one from a file, and says so", async () => {
  const { local } = await world();
  const desk = await deskAt(local);
  await desk.file("hard.json", JSON.stringify({ type: "object", required: ["id"], properties: { id } }));
  const { stderr } = await runHere(desk, "up", "--local", "--schema", "hard.json");
  expect(stderr).toContain("Write a body that fits the schema into event.json.\nTry:       curl ");
  expect(told(stderr, "Try:")).toEqual([expect.stringContaining(" --data-binary @event.json http")]);
});

test("with the state file lost the line still fits the schema that AWS has", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  await desk.file(
    "event.schema.json",
    JSON.stringify({ type: "object", required: ["n"], properties: { n: { type: "integer" } } }),
  );
  expect((await runHere(desk, "up", "--local", "--schema", "event.schema.json")).code).toBe(0);
  await rm(join(desk.folder, ".kinesis-proxy"), { recursive: true });
  const [line = ""] = told((await runHere(desk, "up", "--local")).stderr, "Try:");
  expect(await paste(line, clients)).toBe(200);
});

test("a machine that is not allowed gets no line that would fail, but the command that lets it in", async () => {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  const { stderr } = await runHere(desk, "up", "--local", "--name", "orders", "--allow-ips", "10.0.0.0/8");
  expect(told(stderr, "Try")).toEqual([]);
  const [, command = ""] = /This machine gets 403: .* To let it in:\n {2}(.*)\n/.exec(stderr) ?? [];
  expect(command).toBe(
    `KINESIS_PROXY_LOCAL_PORT=${local.port} kinesis-proxy allow-ips 10.0.0.0/8 127.0.0.1 --local --name orders`,
  );
  // At a terminal it asks, since it lets somebody in.
  expect((await runHere(desk, ...command.split(" ").slice(2), "--yes")).code).toBe(0);
  const again = await runHere(desk, "up", "--local", "--name", "orders");
  expect(await paste(told(again.stderr, "Try:")[0] ?? "", clients)).toBe(200);
});

describe("an API key's value", () => {
  test("is shown by the run that made the key and by no other, and is neither in the state nor in --debug", async () => {
    const { local } = await world();
    const desk = await deskAt(local);
    const first = await runHere(desk, "up", "--local", "--api-key", "--debug");
    const [value = ""] = told(first.stderr, "API key: ");
    expect(first.stderr).toContain(`\n  KINESIS_PROXY_LOCAL_PORT=${local.port} kinesis-proxy key show --local\n`);
    expect(await runHere(desk, "key", "show", "--local")).toMatchObject({ code: 0, stdout: `${value}\n`, stderr: "" });
    expect(
      first.stderr
        .split("\n")
        .filter((line) => line.startsWith("debug:"))
        .join(),
    ).not.toContain(value);
    const folder = join(desk.folder, ".kinesis-proxy");
    for (const name of await readdir(folder)) expect(await readFile(join(folder, name), "utf8")).not.toContain(value);

    const second = await runHere(desk, "up", "--local");
    expect(second.stderr).not.toContain(value);
    expect(second.stderr).toContain(" kinesis-proxy key show --local\n");
    expect(told(second.stderr, "Try:")).toEqual([`KINESIS_PROXY_LOCAL_PORT=${local.port} kinesis-proxy send --local`]);
  });

  test("is in the JSON document of the run that made it, up's and deploy's", async () => {
    const { local } = await world();
    const desk = await deskAt(local);
    const document = async (...words: readonly string[]) => JSON.parse((await runHere(desk, ...words)).stdout);
    const made = { key: { outcome: "created", value: expect.stringMatching(/^\w{20,}$/) } };
    expect(await document("up", "--local", "--api-key", "--json")).toMatchObject({ steps: made });
    expect((await document("up", "--local", "--json")).steps.key).not.toHaveProperty("value");

    expect((await runHere(desk, "up", "--local", "--name", "two")).code).toBe(0);
    expect((await runHere(desk, "put-method", "--local", "--name", "two", "--api-key")).code).toBe(0);
    expect(await document("deploy", "--local", "--name", "two", "--json")).toMatchObject(made);
    expect((await document("deploy", "--local", "--name", "two", "--json")).key).not.toHaveProperty("value");
  });

  test("is shown by deploy, with a line that works", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    for (const words of ["create-stream", "create-role", "create-api", "put-method --api-key", "put-integration"])
      expect((await runHere(desk, ...words.split(" "), "--local")).code).toBe(0);
    const { stderr, stdout } = await runHere(desk, "deploy", "--local");
    expect(stdout).toMatch(/^http\S+\n$/);
    expect(await paste(told(stderr, "Try:")[0] ?? "", clients)).toBe(200);
  });
});
