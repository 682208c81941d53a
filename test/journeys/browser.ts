import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A Chromium on this machine, or the one that KINESIS_PROXY_TEST_BROWSER names; undefined for none. */
export const browser = process.env["KINESIS_PROXY_TEST_BROWSER"] ?? usual.find((path) => existsSync(path));

/** Opens a page in a browser without a window, which is closed when the test ends. */
export async function open(url: string): Promise<void> {
  if (browser === undefined) throw new Error("There is no browser.");
  const home = await mkdtemp(join(tmpdir(), "kinesis-proxy-browser-"));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
  const running = spawn(browser, [...flags, "--disable-background-networking", `--user-data-dir=${home}`, url], {
    stdio: "ignore",
    env: { ...process.env, HOME: home },
  });
  const closed = new Promise((resolve) => running.once("close", resolve));
  onTestFinished(async () => {
    running.kill("SIGKILL");
    await closed;
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });
}
