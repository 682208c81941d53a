import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";

let local: Local;
beforeAll(async () => (local = await startLocal()));
afterAll(() => local.close());

const signed = (service: string) => ({
  Authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/${service}/aws4_request, Signature=0`,
});

async function ask(method: string, path: string, service: string, body?: string, more: Record<string, string> = {}) {
  const headers = { "Content-Type": "application/json", ...signed(service), ...more };
  const answered = await fetch(local.url + path, { method, headers, ...(body !== undefined && { body }) });
  return { status: answered.status, text: await answered.text() };
}

// The names that every object of JavaScript knows.
describe.each(["__proto__", "constructor", "toString", "hasOwnProperty", "__defineGetter__"])("the name %s", (name) => {
  const member = (value: string) => `{"${name}":${value}}`;

  it("is a query parameter like any other", async () => {
    expect((await ask("GET", `/restapis?${name}=x&${name}=y`, "apigateway")).status).toBe(200);
    expect((await ask("GET", `/restapis?limit=x&${name}`, "apigateway")).status).toBeLessThan(500);
  });

  it("is a member of JSON that nobody knows", async () => {
    const api = `{"name":"a","${name}":{"name":"b"}}`;
    const made = JSON.parse((await ask("POST", "/restapis", "apigateway", api)).text) as { readonly name: string };
    expect(made.name).toBe("a");
    for (const body of [member("1"), member("{}"), member("[]"), `[${member("1")}]`]) {
      expect((await ask("POST", "/restapis", "apigateway", body)).status).toBe(400);
      const kinesis = { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "Kinesis_20131202.CreateStream" };
      expect((await ask("POST", "/", "kinesis", body, kinesis)).status).toBe(400);
    }
  });

  it("is the key of a tag, a stage, a path and a content type", async () => {
    const made = await ask("POST", "/restapis", "apigateway", `{"name":"a","tags":${member('"v"')}}`);
    expect(made.status).toBe(201);
    expect(made.text).toContain(`"tags":${member('"v"')}`);
    const { id } = JSON.parse(made.text) as { readonly id: string };
    const type = { "Content-Type": name };
    const url = `/_aws/execute-api/${id}/production/${name}?${name}=1`;
    expect((await ask("POST", url, "execute-api", "{}", type)).status).toBe(403);
  });

  it("is a parameter of a form, an action and a target that nobody knows", async () => {
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    const roles = `Action=ListRoles&Version=2010-05-08&${name}=x&${name}.member.1=y`;
    expect((await ask("POST", "/", "iam", roles, form)).status).toBe(200);
    expect((await ask("POST", "/", "iam", `Action=${name}&Version=2010-05-08`, form)).text).toContain("InvalidAction");
    const target = { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": `Kinesis_20131202.${name}` };
    expect((await ask("POST", "/", "kinesis", "{}", target)).text).toContain("UnknownOperationException");
  });

  it("is no service, no API, no resource, and a header like any other", async () => {
    expect((await ask("GET", "/", name)).status).toBe(501);
    expect((await ask("GET", `/restapis/${name}`, "apigateway")).status).toBe(404);
    expect((await ask("GET", `/restapis/${name}/resources/${name}`, "apigateway")).status).toBe(404);
    expect((await ask("GET", `/_aws/execute-api/${name}/${name}`, "execute-api")).status).toBe(404);
    expect((await ask("GET", "/restapis", "apigateway", undefined, { [name]: "x" })).status).toBe(200);
  });
});
