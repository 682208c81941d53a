import { expect, test } from "vitest";
import { deskAt } from "../../../journeys/cli.ts";
import { runHere } from "../../../journeys/in-process.ts";
import { world } from "../../../journeys/world.ts";

test("key show prints the value alone, or a document, and refuses while there is no key", async () => {
  const { local } = await world();
  const desk = await deskAt(local);
  const none = await runHere(desk, "key", "show", "--local");
  expect(none).toMatchObject({ code: 1, stdout: "" });
  expect(none.stderr).toMatch(
    /^error: This proxy has no API key\.\nhint: {2}Run ".*kinesis-proxy up --api-key --local"/m,
  );

  const { steps } = JSON.parse((await runHere(desk, "up", "--local", "--api-key", "--json")).stdout);
  const { id, value } = steps.key;
  expect(await runHere(desk, "key", "show", "--local")).toMatchObject({ code: 0, stdout: `${value}\n`, stderr: "" });
  const { stdout } = await runHere(desk, "key", "show", "--local", "--json");
  expect(JSON.parse(stdout)).toEqual({ id, header: "x-api-key", value });
});

test("a command of two words is told apart, and a wrong second word named", async () => {
  const { local } = await world();
  const desk = await deskAt(local);
  const wrong = await runHere(desk, "key", "shwo");
  expect(wrong).toMatchObject({ code: 2, stdout: "" });
  expect(wrong.stderr).toContain('error: Unknown command "key shwo".\nhint:  Did you mean "key show"?');
  expect((await runHere(desk, "key", "show", "--bogus")).stderr).toContain("kinesis-proxy key show --help");
  expect(await runHere(desk, "key")).toMatchObject({ code: 2, stdout: "" });
});
