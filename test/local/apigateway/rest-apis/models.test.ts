import {
  CreateModelCommand,
  CreateRestApiCommand,
  DeleteModelCommand,
  GetModelCommand,
  GetModelTemplateCommand,
} from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";

let local: Local;
let apigateway: ReturnType<typeof clientsOf>["apigateway"];
let restApiId: string;

beforeAll(async () => {
  local = await startLocal();
  apigateway = clientsOf(local).apigateway;
  restApiId = (await apigateway.send(new CreateRestApiCommand({ name: "a" }))).id ?? "";
  const ref = (name: string) => ({ $ref: `https://apigateway.amazonaws.com/restapis/${restApiId}/models/${name}` });
  const models = {
    Tag: { type: "object", definitions: { Id: { type: "integer" } }, properties: { id: { $ref: "#/definitions/Id" } } },
    Pet: { type: "object", properties: { name: { type: "string" }, tag: ref("Tag"), mother: ref("Pet") } },
    Pets: { type: "array", definitions: { Tag: { type: "null" } }, items: ref("Pet"), minItems: 1 },
    Output: {
      title: "Calc output",
      type: "object",
      properties: { a: { type: "number" }, op: { type: "string" }, tags: { type: "array", items: ref("Tag") } },
    },
    Lost: { type: "object", properties: { to: ref("Nowhere"), ok: { type: "boolean" } } },
  };
  const nowhere = { restApiId, name: "Nowhere", schema: "{}", contentType: "application/json" };
  await apigateway.send(new CreateModelCommand(nowhere));
  for (const [name, schema] of Object.entries(models)) {
    const text = JSON.stringify(schema);
    await apigateway.send(new CreateModelCommand({ restApiId, name, schema: text, contentType: "application/json" }));
  }
  await apigateway.send(new DeleteModelCommand({ restApiId, modelName: "Nowhere" }));
});
afterAll(async () => {
  apigateway.destroy();
  await local.close();
});

const flat = async (modelName: string): Promise<unknown> =>
  JSON.parse((await apigateway.send(new GetModelCommand({ restApiId, modelName, flatten: true }))).schema ?? "");
const template = async (modelName: string) =>
  (await apigateway.send(new GetModelTemplateCommand({ restApiId, modelName }))).value?.split("\n");

describe("a flattened model", () => {
  it("has the models that it refers to among its definitions, each once, beside its own", async () => {
    const tag = "#/definitions/TagModel";
    expect(await flat("Pets")).toEqual({
      type: "array",
      minItems: 1,
      items: { $ref: "#/definitions/Pet" },
      definitions: {
        Tag: { type: "null" },
        Pet: {
          type: "object",
          properties: { name: { type: "string" }, tag: { $ref: tag }, mother: { $ref: "#/definitions/Pet" } },
        },
        TagModel: {
          type: "object",
          definitions: { Id: { type: "integer" } },
          properties: { id: { $ref: `${tag}/definitions/Id` } },
        },
      },
    });
    expect(await flat("Pet")).toMatchObject({ properties: { mother: { $ref: "#" } } });
  });

  it("is as it was without references, or where they lead nowhere, and without being asked for", async () => {
    const plain = await apigateway.send(new GetModelCommand({ restApiId, modelName: "Lost" }));
    expect(await flat("Lost")).toEqual(JSON.parse(plain.schema ?? ""));
    const pets = await apigateway.send(new GetModelCommand({ restApiId, modelName: "Pets" }));
    expect(pets.schema).toContain(`/restapis/${restApiId}/models/Pet"`);
  });
});

describe("the sample template of a model", () => {
  const root = "#set($inputRoot = $input.path('$'))";

  it("is as AWS's documents show it for the default model", async () => {
    expect(await template("Empty")).toEqual([root, "{ }"]);
    expect(await template("Error")).toEqual([root, "{", '  "message" : "foo"', "}"]);
  });

  it("has a sample of each type, and a loop for arrays", async () => {
    expect(await template("Output")).toEqual([
      root,
      "{",
      '  "a" : 42,',
      '  "op" : "foo",',
      '  "tags" : [',
      "  ##TODO: Update this foreach loop to reference array from input json",
      "  #foreach($elem in $inputRoot.tags)",
      "   {",
      '    "id" : 42',
      "  } ",
      "  #if($foreach.hasNext),#end",
      "  #end",
      "  ]",
      "}",
    ]);
  });

  it("ends for models within themselves, and leaves open what is not there", async () => {
    expect((await template("Pet"))?.at(-2)).toBe('  "mother" : { }');
    expect(await template("Lost")).toEqual([root, "{", '  "to" : { },', '  "ok" : true', "}"]);
    const twice = (at: number): string =>
      `{"properties":{"a":{"$ref":"#/definitions/${at}"},"b":{"$ref":"#/definitions/${at}"}}}`;
    const levels = Array.from({ length: 19 }, (_, at) => `"${at}":${twice(at + 1)}`);
    const schema = `{"definitions":{${levels.join(",")}},"properties":{"a":{"$ref":"#/definitions/0"}}}`;
    await apigateway.send(new CreateModelCommand({ restApiId, name: "Many", schema, contentType: "application/json" }));
    expect((await template("Many"))?.length).toBeLessThan(40_000);
    const unknown = apigateway.send(new GetModelTemplateCommand({ restApiId, modelName: "Nope" }));
    await expect(unknown).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Invalid model name specified: Nope",
    });
  });
});
