import { execFileSync } from "node:child_process";
import { mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../../../src/main.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";

describe.each<[string, (at: string) => unknown]>([
  ["a folder", (at) => mkdir(at)],
  ["a dangling link", (at) => symlink("nowhere", at)],
  ["a FIFO", (at) => execFileSync("mkfifo", [at])],
])("a lock that is %s", (_name, make) => {
  test.skipIf(process.platform === "win32")(
    "is taken away by unlock, as the hint of the command before says",
    async () => {
      const io = await fakeIo();
      await mkdir(join(io.cwd, ".kinesis-proxy"));
      await make(join(io.cwd, ".kinesis-proxy", "orders.local.json.lock"));
      expect(await main(["down", "--local", "--name", "orders", "--yes"], io)).toBe(1);
      expect(io.stderr.text).toMatch(/error: The lock file .* is damaged: it is .*\nhint: .*kinesis-proxy unlock/);
      expect(await main(["unlock", "--local", "--name", "orders", "--yes"], io)).toBe(0);
      expect(io.stdout.text).toBe("Unlocked: it was held by an unknown process.\n");
      expect(await readdir(join(io.cwd, ".kinesis-proxy"))).toEqual([]);
    },
  );
});
