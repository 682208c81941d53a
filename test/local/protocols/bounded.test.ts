import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { mostItems, parseJson } from "../../../src/local/protocols/bounded.ts";
import { decodeCbor } from "../../../src/local/protocols/cbor/decode-cbor.ts";
import { Form } from "../../../src/local/protocols/form.ts";

let local: Local;
beforeAll(async () => (local = await startLocal()));
afterAll(() => local.close());

const form = "application/x-www-form-urlencoded";
const signed = (service: string) => ({
  Authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/${service}/aws4_request, Signature=0`,
});

async function ask(path: string, body: string | Buffer, headers: Record<string, string>) {
  const answered = await fetch(local.url + path, { method: "POST", body, headers });
  return { status: answered.status, text: await answered.text() };
}

const kinesis = (body: string | Buffer, type: string) =>
  ask("/", body, { ...signed("kinesis"), "Content-Type": type, "X-Amz-Target": "Kinesis_20131202.PutRecords" });

describe("a request of more values than AWS could take", () => {
  const many = 5_000_000;

  it.each([
    ["objects in a list", `[${"{},".repeat(many)}1]`],
    ["numbers in a list", `[${"1,".repeat(many)}1]`],
    ["lists in lists", "[".repeat(many) + "]".repeat(many)],
    ["objects in objects", '{"a":'.repeat(many / 2) + "1" + "}".repeat(many / 2)],
  ])("is refused before it is built: %s", async (_, body) => {
    expect(await kinesis(body, "application/x-amz-json-1.1")).toMatchObject({
      status: 400,
      text: '{"__type":"SerializationException"}',
    });
    expect((await kinesis(body, "application/json")).status).toBe(400);
  });

  it.each([
    ["empty maps", [Buffer.of(0x9a, 0x00, 0xff, 0xff, 0xff), Buffer.alloc(16_700_000, 0xa0)]],
    ["empty maps without a count", [Buffer.of(0x9f), Buffer.alloc(16_700_000, 0xa0), Buffer.of(0xff)]],
    ["pieces of a text", [Buffer.of(0x7f), Buffer.alloc(mostItems + 1, 0x60), Buffer.of(0xff)]],
    ["members of a map", [Buffer.of(0xbf), Buffer.alloc(2 * mostItems, 0x00), Buffer.of(0xff)]],
  ])("is refused while it is read as CBOR: %s", async (_, parts) => {
    const body = Buffer.concat(parts);
    expect(() => decodeCbor(body)).toThrow("too many parts");
    expect((await kinesis(body, "application/x-amz-cbor-1.1")).status).toBe(400);
  });

  it("does not mean the largest that AWS takes", () => {
    const Records = Array.from({ length: 500 }, () => ({
      PartitionKey: ",".repeat(256),
      ExplicitHashKey: "0",
      Data: "",
    }));
    const input = { Records, StreamName: "orders", StreamARN: "arn" };
    expect(parseJson(Buffer.from(JSON.stringify(input)))).toEqual(input);
    const logEvents = Array.from({ length: 10_000 }, () => ({ timestamp: 0, message: "" }));
    const lines = { logGroupName: "g", logStreamName: "s", logEvents };
    expect(parseJson(Buffer.from(JSON.stringify(lines)))).toEqual(lines);
    const texts = [",[{".repeat(20_000), '\\",'.repeat(20_000), "\\", '"'];
    expect(parseJson(Buffer.from(JSON.stringify(texts)))).toEqual(texts);
    expect(() => parseJson(Buffer.from(JSON.stringify([...texts, ...Array(mostItems).fill(0)])))).toThrow(
      "too many values",
    );
  });
});

describe("a body of more than a mebibyte", () => {
  const large = Buffer.alloc(1_048_577, "a");

  it.each([
    ["apigateway", "/restapis", "application/json"],
    ["apigateway", "/restapis?mode=import", "application/json"],
    ["iam", "/", form],
    ["sts", "/", form],
  ])("is refused by %s at %s", async (service, path, type) => {
    const refused = await ask(path, large, { ...signed(service), "Content-Type": type });
    expect(refused.status).toBe(413);
    expect(refused.text).toContain("The body of a request may have 1048576 bytes at most.");
  });

  it("is not looked through for what it may mean", async () => {
    const body = `Action=ListRoles&Version=2010-05-08&${"a&".repeat(7_000_000)}`;
    expect(await ask("/", body, { "Content-Type": form })).toMatchObject({ status: 404 });
  });
});

describe("a form", () => {
  const role = "Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=%7B%7D";
  const tags = (count: number) =>
    Array.from({ length: count }, (_, i) => `&Tags.member.${i + 1}.Key=k${i}&Tags.member.${i + 1}.Value=v`).join("");
  const create = (count: number) => ask("/", role + tags(count), { ...signed("iam"), "Content-Type": form });

  it("of more parameters than any operation has is refused", async () => {
    const refused = await create(15_000);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("A request may have 10000 parameters at most.");
  });

  it("of nearly as many is read", async () => {
    expect((await create(4_900)).text).not.toContain("parameters");
  });

  it("gives a name when there is a parameter of it or within it", () => {
    const name = fc.stringMatching(/^[ab.]{1,4}$/);
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), name, (names, asked) => {
        const given = names.some((one) => one === asked || one.startsWith(`${asked}.`));
        expect(new Form(names.map((one) => `${one}=1`).join("&"), "").gives(asked)).toBe(given);
      }),
    );
  });
});
