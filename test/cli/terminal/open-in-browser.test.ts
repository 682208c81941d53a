import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { openInBrowser } from "../../../src/cli/terminal/open-in-browser.ts";
import { systemClock } from "../../../src/engine/clock.ts";
import type { Clock } from "../../../src/engine/context.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { fakeIo } from "../../helpers/fake-io.ts";

const at = (PATH: string, clock: Clock = systemClock) => ({
  env: { PATH },
  clock,
  signal: new AbortController().signal,
});

test.each(["linux", "darwin"] as const)(
  "on %s the system's own program gets the address as one word",
  async (platform) => {
    const { cwd } = await fakeIo();
    const program = join(cwd, platform === "darwin" ? "open" : "xdg-open");
    await writeFile(program, `#!/bin/sh\nprintf '%s' "$#:$1" > "${cwd}/seen"\n`);
    await chmod(program, 0o755);
    expect(await openInBrowser("https://x/?a=1&b=$(id)", at(`${cwd}:/bin`), platform)).toBe(undefined);
    await vi.waitFor(async () => expect(await readFile(join(cwd, "seen"), "utf8")).toBe("1:https://x/?a=1&b=$(id)"));
  },
);

test("where there is no such program, or it finds no browser, it says so", async () => {
  expect(await openInBrowser("https://x/", at("/nowhere"), "linux")).toBe("there is no xdg-open");
  const { cwd } = await fakeIo();
  await writeFile(join(cwd, "xdg-open"), "#!/bin/sh\nexit 3\n", { mode: 0o755 });
  expect(await openInBrowser("https://x/", at(`${cwd}:/bin`), "linux")).toBe("xdg-open found none");
});

test("one that goes on is a browser, and is not waited for", async () => {
  const { cwd } = await fakeIo();
  await writeFile(join(cwd, "xdg-open"), "#!/bin/sh\nsleep 1\n", { mode: 0o755 });
  const { clock, ...more } = at(`${cwd}:/bin`, fakeClock());
  expect(await openInBrowser("https://x/", { ...more, clock }, "linux")).toBe(undefined);
});
