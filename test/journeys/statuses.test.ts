import { expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { post, world } from "./world.ts";

test.each([
  ["429", ["ours=429", "busy=429", "refused=429", "kinesis=429"]],
  ["502", ["ours=502", "busy=502", "refused=502"]],
])("an endpoint all of whose failures are %s is known to work, and says so of them", async (status, own) => {
  const { local } = await world();
  const desk = await deskAt(local);
  const { code, stdout } = await runHere(desk, "up", "--local", "--json", "--status", ...own);
  expect(code).toBe(0);
  const { url } = JSON.parse(stdout) as { readonly url: string };
  expect((await post(url, "{}")).status).toBe(200);
  const refused = await post(url, `"${"x".repeat(1024 * 1024)}"`);
  expect(refused).toMatchObject({ status: Number(status), body: expect.stringContaining("larger than 1 MiB") });
});
