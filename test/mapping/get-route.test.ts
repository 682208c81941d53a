import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { routes } from "../../src/mapping/routes.ts";
import { around, settings } from "./route-settings.ts";
import { served } from "./serving.ts";
import { anyText } from "./values.ts";

const events = { ...settings, getEvents: true };
const meta = {
  ...settings,
  handshake: "hub.challenge",
  handshakeToken: { name: "hub.verify_token", value: "s3cret 'x\"$#" },
};
const query = (values: Readonly<Record<string, string>>) =>
  `/?${Object.entries(values)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&")}`;
const proof = { "hub.verify_token": meta.handshakeToken.value };

describe("a GET that is an event", () => {
  test("becomes a record with its query as JSON, and nothing in it is a template", async () => {
    const values = {
      app_id: "id1",
      "event name": `a"b'\\$context.requestId #set($x=1) 서울 😀`,
      empty: "",
      "a.b": "1+1=2&3",
    };
    const { status, record } = await served(events, { method: "GET", url: query(values) });
    expect(status).toBe(200);
    expect(JSON.parse(record ?? "")).toEqual(values);
  });

  test("any query is one record with just what it says", async () => {
    const names = fc
      .string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 })
      .filter((one) => one !== "__proto__");
    const values = fc.dictionary(names, anyText, { minKeys: 1, maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(values, async (all) => {
        const { record } = await served(events, { method: "GET", url: query(all) });
        expect(JSON.parse(record ?? "")).toEqual({ ...all });
      }),
      { numRuns: 60 },
    );
  });

  test("has to have a query, of no more parameters than a template sees", async () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`p${index}`, ""]));
    for (const url of ["/", query(many)]) {
      const { status, record, body } = await served(events, { method: "GET", url });
      expect([status, record]).toEqual([400, undefined]);
      expect(body).toContain("as the query: 1 to 1000 parameters");
    }
  });

  test("has a key, an envelope and a line end as a POST has", async () => {
    const key = { type: "body", path: ["user"] } as const;
    const keyed = await served({ ...events, partitionKey: key, newline: true }, { method: "GET", url: "/?user=u1" });
    expect([keyed.key, keyed.record]).toEqual(["u1", '{"user":"u1"}\n']);
    const wrapped = await served({ ...events, envelope: { headers: [] } }, { method: "GET", url: "/?a=1" });
    expect(JSON.parse(wrapped.record ?? "")).toMatchObject({ body: { a: "1" }, encoding: "json" });
  });

  test("asks for what a POST asks for", () => {
    const [, get] = routes({ ...events, auth: "AWS_IAM", apiKey: true }, around);
    expect(get).toMatchObject({ httpMethod: "GET", method: { authorization: "AWS_IAM", apiKeyRequired: true } });
  });
});

describe.each([
  ["a GET", meta, "GET"],
  ["a GET where GETs are events", { ...meta, getEvents: true }, "GET"],
  ["a POST", meta, "POST"],
  ["a POST where anything is accepted", { ...meta, accept: ["application/json", "text/plain"] }, "POST"],
] as const)("a handshake by %s", (_, asked, method) => {
  const headers = method === "POST" ? { "Content-Type": "text/plain; charset=utf-8" } : {};
  const ask = (values: Readonly<Record<string, string>>) => served(asked, { method, url: query(values), headers });

  test("gets its challenge back as text, byte for byte, and makes no record", async () => {
    const challenges = fc.oneof(
      anyText.filter((one) => one !== ""),
      fc.constantFrom("1158201444", "a\r\nSet-Cookie: x", "<script>", "%41", " a "),
    );
    await fc.assert(
      fc.asyncProperty(challenges, async (challenge) => {
        const { status, type, sniff, body, record } = await ask({
          "hub.mode": "subscribe",
          "hub.challenge": challenge,
          ...proof,
        });
        expect({ status, type, sniff, body, record }).toEqual({
          status: 200,
          type: "text/plain",
          sniff: "nosniff",
          body: challenge,
          record: undefined,
        });
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    [{}],
    [{ "hub.verify_token": "other" }],
    [{ "hub.verify_token": "" }],
    [{ "HUB.verify_token": proof["hub.verify_token"] }],
  ])(
    "without the right token, as with %j, it gets 403 and no challenge",
    async (wrong: Readonly<Record<string, string>>) => {
      const { status, body, record } = await ask({ "hub.challenge": "c-42", ...wrong });
      expect([status, body, record]).toEqual([403, '{"message":"Forbidden"}', undefined]);
    },
  );

  test("is refused where nobody knows the token's value any more", async () => {
    const lost = { ...asked, handshakeToken: { name: "hub.verify_token", value: undefined } };
    const { status } = await served(lost, { method, url: query({ "hub.challenge": "c", ...proof }), headers });
    expect(status).toBe(403);
  });
});

test("a request without a challenge is what it would be without handshakes", async () => {
  const get = await served(meta, { method: "GET", url: "/?a=1" });
  expect([get.status, get.body, get.call]).toEqual([403, '{"message":"Missing Authentication Token"}', undefined]);
  const event = await served({ ...meta, getEvents: true }, { method: "GET", url: "/?a=1&hub.challenge=" });
  expect(JSON.parse(event.record ?? "")).toEqual({ a: "1", "hub.challenge": "" });
  const post = await served(meta, { method: "POST", url: "/", body: '{"a":1}' });
  expect(post.record).toBe('{"a":1}');
  const text = await served(meta, { method: "POST", url: "/", headers: { "Content-Type": "Text/Plain" }, body: "a" });
  expect([text.status, text.record]).toEqual([415, undefined]);
});

test("a handshake without a token to compare is answered to everybody, and asks for neither key nor signature", async () => {
  const dropbox = { ...settings, handshake: "challenge", auth: "AWS_IAM", apiKey: true } as const;
  expect(await served(dropbox, { method: "GET", url: "/?challenge=abc" })).toMatchObject({ status: 200, body: "abc" });
  const [, get] = routes(dropbox, around);
  expect(get).toMatchObject({ httpMethod: "GET", method: { authorization: "NONE", apiKeyRequired: false } });
});

test("a body cannot choose the answer of a handshake", async () => {
  const asked = { method: "GET", url: "/?hub.challenge=c", body: '{"statusCode": 200}' } as const;
  for (const type of ["application/json", "application/octet-stream", "text/plain"])
    expect((await served(meta, { ...asked, headers: { "Content-Type": type } })).status).toBeGreaterThan(400);
});

describe.each([
  ["as it is", {}],
  ["with a token", { handshakeToken: { name: "t", value: "s" } }],
  ["with bytes", { accept: ["application/octet-stream"] }],
  ["with an envelope", { envelope: { headers: [] } }],
])("a POST with a challenge and a body, %s,", (_, more) => {
  const asked = { ...settings, handshake: "challenge", ...more };
  const url = "/?challenge=c&t=s";
  const own = "accept" in more ? "application/octet-stream" : "application/json";
  const post = (body: string, type = own, at = url) =>
    served(asked, { method: "POST", url: at, headers: { "Content-Type": type }, body });

  test.each(['{"a":1}', "[]", " ", "{ }", "null", "{}x"])("is the event %j", async (body) => {
    const { status, record, body: answer } = await post(body);
    expect([status, answer]).toEqual([200, ""]);
    expect("envelope" in more ? (JSON.parse(record ?? "") as unknown) : record).toEqual(
      "envelope" in more ? expect.objectContaining({ encoding: expect.any(String) as unknown }) : body,
    );
  });

  test("is a handshake with what a template sees in the place of no body, and with none", async () => {
    expect(await post("")).toMatchObject({ status: 200, body: "c", record: undefined });
    // Bytes arrive as base64.
    expect(await post("{}")).toMatchObject(own === "application/json" ? { body: "c" } : { body: "", record: "{}" });
  });

  test("is never answered 2xx where nothing is stored", async () => {
    const tooLarge = JSON.stringify("a".repeat(1_100_000));
    for (const { status, record, body } of [
      await post(tooLarge),
      await post('{"a":1}', own, `${url}&kinesis-proxy=probe`),
      await post('{"a":1}', "text/plain"),
    ])
      expect([status >= 400, record, body.startsWith("c")]).toEqual([true, undefined, false]);
  });
});

test("the parameter of the token is in no record, under whatever setting", async () => {
  const wrapped = { ...meta, envelope: { headers: [] }, envelopeInclude: ["query", "path"] as const };
  const url = query({ a: "1", ...proof, b: "2" });
  const got = await served({ ...meta, getEvents: true }, { method: "GET", url });
  expect(JSON.parse(got.record ?? "")).toEqual({ a: "1", b: "2" });
  const empty = await served({ ...meta, getEvents: true }, { method: "GET", url: query(proof) });
  expect([empty.status, empty.record]).toEqual([400, undefined]);
  const posted = await served(wrapped, { method: "POST", url, body: "{}" });
  expect(JSON.parse(posted.record ?? "")).toMatchObject({ query: { a: "1", b: "2" } });
  const listed = await served(
    { ...wrapped, batchPath: "/b" },
    { method: "POST", url: `/b${url.slice(1)}`, body: "[1]" },
  );
  const { Records = [] } = JSON.parse(listed.call ?? "{}") as { Records?: readonly { Data: string }[] };
  expect(Records.map(({ Data }) => JSON.parse(Buffer.from(Data, "base64").toString()) as unknown)).toMatchObject([
    { query: { a: "1", b: "2" } },
  ]);
  for (const { record = "", call = "" } of [got, posted, listed]) {
    expect(record).not.toContain("verify_token");
    expect(Buffer.from(call, "base64").toString()).not.toContain("s3cret");
  }
});

test("the batch route knows the deployed token's parameter without the settings", () => {
  const asked = { ...meta, batchPath: "/b", envelope: { headers: [] }, envelopeInclude: ["query"] as const };
  const secrets = { handshakeTokenName: meta.handshakeToken.name, handshakeToken: meta.handshakeToken.value };
  expect(routes({ ...asked, handshakeToken: undefined }, { ...around, secrets })).toEqual(routes(asked, around));
});
