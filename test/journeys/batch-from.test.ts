import { expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { recordsOf, world } from "./world.ts";

test(
  "the batch route follows --batch-from: plans end clean after each, and each form is stored as it is meant",
  { timeout: 120_000 },
  async () => {
    const aws = await world();
    const desk = await deskAt(aws.local);
    const { url = "" } = await desk.json("up", "--local", "--batch-path", "/batch");
    const run = async (...words: readonly string[]): Promise<void> => {
      const { code, stderr } = await runHere(desk, ...words, "--local");
      expect([words, code, code === 0 ? "" : stderr]).toEqual([words, 0, ""]);
    };
    const forms: readonly (readonly [
      form: string,
      type: string,
      body: string,
      status: number,
      records: readonly string[],
    ])[] = [
      ["batch", "application/json", '{"batch":[1,{"a":2}]}', 200, ["1", '{"a":2}']],
      ["ndjson", "application/x-ndjson", '{"n":1}\r\n\r\n{"n": 2}\n', 200, ['{"n":1}', '{"n": 2}']],
      ["ndjson", "application/x-ndjson", '{"n":1}\n{"n"', 400, []],
      [
        "firehose",
        "application/json",
        '{"requestId":"r","timestamp":1,"records":[{"data":"AP8="},{"data":""}]}',
        200,
        ["\u0000\u00ff", ""],
      ],
      ["records", "application/json", '{"records":[3]}', 200, ["3"]],
    ];
    const wanted: string[] = [];
    for (const [form, type, body, status, records] of forms) {
      await run("up", "--batch-from", form);
      await run("plan");
      const headers = { "Content-Type": type, "X-Amz-Firehose-Request-Id": "r1" };
      const answer = await fetch(`${url.replace(/\/$/, "")}/batch`, { method: "POST", headers, body });
      expect([form, answer.status]).toEqual([form, status]);
      if (form === "firehose")
        expect(await answer.json()).toMatchObject({ requestId: "r1", timestamp: expect.any(Number) as number });
      wanted.push(...records);
      if (form === "ndjson" && status === 200) expect((await desk.run("send", "--local", "--batch")).code).toBe(0);
    }
    const stored = (await recordsOf(aws.clients)).map((one) => Buffer.from(one).toString("latin1"));
    for (const one of wanted) expect(stored).toContain(one);
    expect(stored).toHaveLength(wanted.length + 1);
    await run("down", "--yes", "--force-stream");
  },
);
