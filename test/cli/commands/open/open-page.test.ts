import { expect, test } from "vitest";
import { main } from "../../../../src/main.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { hereAt, runHere } from "../../../journeys/in-process.ts";
import { world } from "../../../journeys/world.ts";

test("open prints the page of the local AWS, which has no console", async () => {
  const { local } = await world();
  const desk = await hereAt(local);
  const page = `${local.url}/_local/`;
  expect(await runHere(desk, "open", "--local")).toMatchObject({ code: 0, stdout: `${page}\n`, stderr: "" });
  expect(JSON.parse((await runHere(desk, "open", "stream", "--local", "--json")).stdout)).toEqual({ url: page });
  const other = await runHere(desk, "open", "--endpoint-url", local.url, "--region", "eu-west-1");
  expect(other).toMatchObject({ code: 1, stdout: "" });
  expect(other.stderr).toContain("has no console that is known.");
  const wrong = await runHere(desk, "open", "steam", "--local");
  expect(wrong).toMatchObject({ code: 2, stdout: "" });
  expect(wrong.stderr).toContain('There is no page "steam".');
});

test("without a browser the address alone is printed; with --print none is looked for", async () => {
  const { local } = await world();
  const env = { KINESIS_PROXY_LOCAL_PORT: String(local.port), PATH: "/nowhere" };
  for (const words of [[], ["--print"]]) {
    const io = await fakeIo({ env, tty: true });
    expect(await main(["open", "--local", ...words], io)).toBe(0);
    expect(io.stdout.text).toContain(`${local.url}/_local/`);
    const why = "No browser was opened: there is no xdg-open.\n";
    expect(io.stderr.text.includes(why)).toBe(words.length === 0);
    expect(io.stderr.text).not.toContain("Opened");
  }
});
