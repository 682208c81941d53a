import { describe, expect, it } from "vitest";
import { Account } from "../../../src/local/account/account.ts";
import { Fault } from "../../../src/local/fault.ts";
import { queryOperation, queryService } from "../../../src/local/protocols/query.ts";
import { list } from "../../../src/local/shape/collection.ts";
import { integer } from "../../../src/local/shape/scalar.ts";
import { required, structure } from "../../../src/local/shape/structure.ts";
import { oneOf, text } from "../../../src/local/shape/text.ts";
import type { WireResponse } from "../../../src/local/http/wire.ts";
import { handClock } from "../hand-clock.ts";

const echo = queryOperation(
  "Echo",
  {
    Name: required(text({ max: 5, pattern: "[a-z]+", remark: "Only small letters." })),
    Count: integer({ min: 1, max: 9 }),
    Kind: oneOf("A", "B"),
    Tags: list(structure({ Key: required(text({ min: 1 })), Value: required(text()) })),
  },
  (_, input) => ({ ...input, Tags: input.Tags, When: new Date("2026-01-01T00:00:00.123Z"), Missing: undefined }),
  () => "arn:thing",
);
const quiet = queryOperation("Quiet", {}, () => undefined);
const broken = queryOperation("Broken", {}, () => {
  throw new TypeError("a bug");
});
const failing = queryOperation("Failing", {}, () => {
  throw new Fault("NoSuchThing", "No <such> thing.", 404);
});
const service = queryService({
  name: "test",
  version: "2026-01-01",
  operations: [echo, quiet, broken, failing],
});

async function call(
  form: string,
  { query = "", allowed = true } = {},
): Promise<WireResponse & { readonly xml: string }> {
  const account = new Account("000000000000", handClock());
  const caller = { arn: "arn:me", userId: "me", accessKeyId: "k", allows: () => allowed };
  const answer = await service.answer(
    { account, region: "us-east-1", partition: "aws", caller },
    {
      method: "POST",
      path: "/",
      query,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      rawHeaders: [],
      body: Buffer.from(form),
      sourceIp: "127.0.0.1",
      protocol: "HTTP/1.1",
    },
  );
  const xml = String(answer.body)
    .replace(/<RequestId>[0-9a-f-]{36}<\/RequestId>/, "<RequestId/>")
    .trim();
  return { ...answer, xml };
}

describe("the Query protocol", () => {
  it("reads forms with lists of structures and writes XML", async () => {
    const { status, headers, xml } = await call(
      "Action=Echo&Name=abc&Count=3&Tags.member.1.Key=a%26b&Tags.member.1.Value=%3C%ED%95%9C%3E&Tags.member.2.Key=c+d&Tags.member.2.Value=",
    );
    expect(status).toBe(200);
    expect(headers["Content-Type"]).toBe("text/xml");
    expect(xml).toBe(
      '<EchoResponse xmlns="https://test.amazonaws.com/doc/2026-01-01/"><EchoResult><Name>abc</Name><Count>3</Count><Tags>' +
        "<member><Key>a&amp;b</Key><Value>&lt;한&gt;</Value></member><member><Key>c d</Key><Value/></member></Tags>" +
        "<When>2026-01-01T00:00:00Z</When></EchoResult><ResponseMetadata><RequestId/></ResponseMetadata></EchoResponse>",
    );
  });

  it("has no result element for operations without an output", async () => {
    expect((await call("Action=Quiet")).xml).toBe(
      '<QuietResponse xmlns="https://test.amazonaws.com/doc/2026-01-01/"><ResponseMetadata><RequestId/></ResponseMetadata></QuietResponse>',
    );
  });

  it("takes parameters from the URL too", async () => {
    expect((await call("", { query: "Action=Echo&Name=a&Version=2026-01-01" })).xml).toContain("<Name>a</Name>");
  });

  it.each([
    ["Action=Failing", 404, "Sender", "NoSuchThing", "No &lt;such&gt; thing."],
    ["Action=Broken", 500, "Receiver", "InternalFailure", "a bug"],
    [
      "Action=Nothing",
      400,
      "Sender",
      "InvalidAction",
      "Could not find operation Nothing for version 2026-01-01: this local AWS does not have it.",
    ],
    [
      "Action=toString",
      400,
      "Sender",
      "InvalidAction",
      "Could not find operation toString for version 2026-01-01: this local AWS does not have it.",
    ],
    [
      "Action=Quiet&Version=1",
      400,
      "Sender",
      "InvalidAction",
      "Could not find operation Quiet for version 1: this local AWS does not have it.",
    ],
    ["", 400, "Sender", "MissingAction", "Request is missing the Action parameter."],
  ])("answers %s with an error", async (form, status, type, code, message) => {
    const answer = await call(form);
    expect(answer.status).toBe(status);
    expect(answer.xml).toBe(
      `<ErrorResponse xmlns="https://test.amazonaws.com/doc/2026-01-01/"><Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId/></ErrorResponse>`,
    );
  });

  it.each([
    ["", "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"],
    ["Name=ABC", "Only small letters."],
    [
      "Name=a&Count=10&Kind=C",
      "2 validation errors detected: Value '10' at 'count' failed to satisfy constraint: Member must have value less than or equal to 9; Value 'C' at 'kind' failed to satisfy constraint: Member must satisfy enum value set: [A, B]",
    ],
    [
      "Name=a&Tags.member.1.Key=x",
      "1 validation error detected: Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
    ],
  ])("words what is wrong with %s as AWS does", async (form, message) => {
    const escaped = message.replaceAll('"', "&quot;");
    const answer = await call(`Action=Echo&${form}`);
    expect(answer.xml).toContain(`<Code>ValidationError</Code><Message>${escaped}</Message>`);
  });

  it("refuses callers without permission", async () => {
    const { status, xml } = await call("Action=Echo&Name=a", { allowed: false });
    expect(status).toBe(403);
    expect(xml).toContain("User: arn:me is not authorized to perform: test:Echo on resource: arn:thing");
  });
});
