import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, expect, onTestFinished } from "vitest";
import { browser as path } from "../journeys/browser.ts";

export { path as chromiumPath };

/** Looks again and again until it is as expected. */
export const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 20_000 });

let running: Promise<Browser> | undefined;

/** Each test file has a browser of its own, and each page a profile of its own. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  if (path === undefined) throw new Error("There is no Chromium.");
  running ??= chromium.launch({
    executablePath: path,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  const context = await (await running).newContext({ timezoneId: "UTC", locale: "en-GB", ...options });
  onTestFinished(() => context.close());
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  return page;
}

afterAll(async () => (await running)?.close());
