import { describe, expect, test } from "vitest";
import { samePayload } from "../../../../src/cli/commands/send/same-payload.ts";

const about =
  ',"receivedAt":"2026-01-01T00:00:00.123Z","sourceIp":"127.0.0.1","userAgent":null,"requestId":"r","headers":{}}';
const json = (body: string): string => `{"body":${body},"encoding":"json"${about}`;
const text = (body: string): string => `{"body":${JSON.stringify(body)},"encoding":"text"${about}`;
const bytes = Buffer.from([0xff, 0x00, 0x80]);
const base64 = `{"body":"${bytes.toString("base64")}","encoding":"base64"${about}`;

describe("a record is what was sent", () => {
  test.each([
    ["byte for byte", '{"n":1.0}', '{"n":1.0}'],
    ["with a line end", '{"n":1.0}', '{"n":1.0}\n'],
    ["as {} for an empty body", "", "{}"],
    ["in an envelope, JSON as it came", '{ "n":1.00 }', json('{ "n":1.00 }')],
    ["in an envelope, JSON without the white space around it", '\r\n{ "n":1 }\n', json('{ "n":1 }')],
    ["in an envelope, text", 'a "b"\n', text('a "b"\n')],
    ["in an envelope, bytes", bytes, base64],
    ["in an envelope, with a line end", '{"n":1}', `${json('{"n":1}')}\n`],
    ["with an envelope of its own", json("[]"), json(json("[]"))],
  ])("%s", (_name, sent, stored) => expect(samePayload(Buffer.from(sent), Buffer.from(stored))).toBe(true));
});

describe("a record is altered", () => {
  test.each([
    ["when bytes became question marks", bytes, bytes.toString()],
    ["when a number was written anew", '{"n":1.0}', '{"n":1}'],
    ["when it is another one", '{"n":1}', '{"n":2}'],
    ["when the end of the text is gone", '{"n":1}\r\n', text('{"n":1}')],
    ["in an envelope, too", bytes, text(bytes.toString())],
    ["when the envelope's JSON was written anew", '{ "n":1 }', json('{"n":1}')],
  ])("%s", (_name, sent, stored) => expect(samePayload(Buffer.from(sent), Buffer.from(stored))).toBe(false));
});
