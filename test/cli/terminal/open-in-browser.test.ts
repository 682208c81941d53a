import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { openInBrowser } from "../../../src/cli/terminal/open-in-browser.ts";
import { fakeIo } from "../../helpers/fake-io.ts";

test.each(["linux", "darwin"] as const)(
  "on %s the system's own program gets the address as one word",
  async (platform) => {
    const { cwd } = await fakeIo();
    const program = join(cwd, platform === "darwin" ? "open" : "xdg-open");
    await writeFile(program, `#!/bin/sh\nprintf '%s' "$#:$1" > "${cwd}/seen"\n`);
    await chmod(program, 0o755);
    expect(await openInBrowser("https://x/?a=1&b=$(id)", { PATH: `${cwd}:/bin` }, platform)).toBe(true);
    await vi.waitFor(async () => expect(await readFile(join(cwd, "seen"), "utf8")).toBe("1:https://x/?a=1&b=$(id)"));
  },
);

test("where there is no such program it says so", async () => {
  expect(await openInBrowser("https://x/", { PATH: "/nowhere" }, "linux")).toBe(false);
});
