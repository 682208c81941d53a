import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { post, recordsOf, world } from "./world.ts";

const korean = '{"도시":"서울","emoji":"🌊👩‍🚀","quote":"\\"it\'s\\"\\\\","line":"a\\nb"}';
const bodies: readonly (readonly [name: string, body: string, type: string])[] = [
  ["JSON", '{"event_name":"af_cross_promotion","idfa":null}', "application/json"],
  ["JSON with spaces and line ends", ' {\r\n\t"a" : 1.0e3 }\n', "application/json"],
  ["Korean and emoji", korean, "application/json"],
  ["no JSON at all", "$input.body #set($a=1) <xml/> & 'q' \"", "application/json"],
  ["a charset", korean, "application/json; charset=utf-8"],
  ["900 KB", JSON.stringify({ text: "가".repeat(300_000) }), "application/json"],
];

describe("a body", () => {
  test("arrives byte for byte, whatever it is, and is answered with nothing at all", async () => {
    const { local, clients } = await world();
    const { url = "" } = await (await deskAt(local)).json("up", "--local");
    for (const [name, body, type] of bodies) {
      const answer = await post(url, body, { "content-type": type });
      expect({ name, status: answer.status, body: answer.body }).toEqual({ name, status: 200, body: "" });
      expect(answer.headers.get("content-length"), name).toBe("0");
    }
    const arrived = await recordsOf(clients);
    expect(arrived.map((bytes) => bytes.byteLength)).toEqual(bodies.map(([, body]) => Buffer.byteLength(body)));
    expect(bodies.filter(([, body], index) => arrived[index]?.toString() !== body).map(([name]) => name)).toEqual([]);
  });

  test("that is text/plain is refused with 415, and an empty one arrives as {}", async () => {
    const { local, clients } = await world();
    const { url = "" } = await (await deskAt(local)).json("up", "--local");
    expect((await post(url, "hello", { "content-type": "text/plain" })).status).toBe(415);
    expect((await recordsOf(clients)).map(String)).toEqual([]);
    expect((await post(url, "")).status).toBe(200);
    expect((await recordsOf(clients)).map(String)).toEqual(["{}"]);
  });
});

test("--respond receipt answers with the place of the record, and @FILE with the user's own template", async () => {
  const { local } = await world();
  const desk = await deskAt(local);
  const { url = "" } = await desk.json("up", "--local", "--respond", "receipt");
  const receipt = await post(url, "{}");
  expect(receipt.headers.get("content-type")).toBe("application/json");
  const [record] = (await desk.run("read-records", "--local")).stdout
    .split("\n")
    .map((line) => line && JSON.parse(line));
  expect(JSON.parse(receipt.body)).toEqual({ shardId: record.shardId, sequenceNumber: record.sequenceNumber });

  await writeFile(join(desk.folder, "thanks.vtl"), `{"stored":true,"in":$input.json('$.ShardId')}`);
  const changed = await desk.json("up", "--local", "--respond", "@thanks.vtl");
  expect(changed.steps).toMatchObject({ integration: { outcome: "repaired" }, deployment: { outcome: "repaired" } });
  expect(await post(url, "{}")).toMatchObject({ status: 200, body: '{"stored":true,"in":"shardId-000000000000"}' });
});
