import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hintAtOtherPort } from "../../../src/cli/session/hint-at-other-port.ts";
import { CliError, UsageError } from "../../../src/engine/errors.ts";
import { main } from "../../../src/main.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { fakeIo } from "../../helpers/fake-io.ts";

async function folderWith(...names: readonly string[]) {
  const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: "9" } });
  const folder = join(io.cwd, ".kinesis-proxy");
  await mkdir(folder);
  for (const name of names) await writeFile(join(folder, name), "{}");
  return { io, at: join(folder, "orders.local-9.json") };
}

test.each([
  ["orders.local-4702.json", 4702],
  ["orders.local.json", 4566],
])("a command that reaches nobody names the port of %s", async (name, port) => {
  const { io } = await folderWith(name, "others.local-7.json", "orders.json");
  expect(await main(["send", "--local", "--name", "orders"], io, { clock: fakeClock() })).toBe(1);
  expect(io.stderr.text).toContain(
    `hint:  There is a state file of this proxy for port ${port}: put KINESIS_PROXY_LOCAL_PORT=${port} before the command.`,
  );
});

test("without such a file, and for what is wrong usage, an error stays as it is", async () => {
  const { at } = await folderWith("others.local-4702.json", "orders-2.local-4702.json");
  const lost = new CliError("Nothing answers.");
  expect(await hintAtOtherPort(lost, at)).toBe(lost);
  const usage = new UsageError("No.");
  expect(await hintAtOtherPort(usage, (await folderWith("orders.local-4702.json")).at)).toBe(usage);
});
