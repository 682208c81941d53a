import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { chromiumPath, openPage, soon } from "./browser.ts";
import { refusedRow, refusedType, row, way } from "./fixture.ts";
import { stub } from "./stub.ts";

const hostile =
  '<script>window.ran = 1</script><img src=x onerror="window.ran = 1">\u001b[2J\u202Egnp.exe\u0000 \u2066x\r\n</pre>';

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

async function saved(page: Page, click: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe.skipIf(chromiumPath === undefined)("one request (needs Chromium)", () => {
  test("a refusal stands at the phase that refused, with its sentence and what to change; what came after was not reached", async () => {
    const one = refusedRow(11);
    const site = await stub([one], { "GET /requests/11": way(one, "hello") });
    const page = await openPage(`${site.url}#/requests/11`);
    const stop = page.locator(".stop.refused");
    await stop.waitFor();
    expect(await stop.innerText()).toMatch(/^Integration request/);
    expect(await stop.innerText()).toContain(refusedType.why);
    await stop.getByRole("button", { name: "kinesis-proxy up --accept json text/plain" }).click();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("kinesis-proxy up --accept json text/plain");
    expect(await page.locator(".stop.skipped").innerText()).toContain(
      "Integration · Integration response · Method response",
    );
  });

  test("hostile text is shown and never run, and copied and saved byte for byte", async () => {
    const one = row(1, { path: "/<b>x</b>\u202E" });
    const site = await stub([one], {
      "GET /requests/1": way(one, hostile),
      "GET /requests/1/bytes/request": Buffer.from(hostile),
    });
    const page = await openPage(`${site.url}#/requests/1`);
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    const body = region(page, "Body");
    const shown = await body.locator("pre").innerText();
    expect(shown).toContain(
      '<script>window.ran = 1</script><img src=x onerror="window.ran = 1">␛[2JU+202Egnp.exe␀ U+2066x␍',
    );
    expect(await page.evaluate("'ran' in window")).toBe(false);
    expect(await page.locator("#app img, #app b:has-text('x')").count()).toBe(0);
    await body.getByRole("button", { name: "Copy" }).click();
    await soon(() => page.evaluate("navigator.clipboard.readText()")).toBe(hostile);
    const file = await saved(page, () => body.getByRole("button", { name: "Save" }).click());
    expect(file.bytes.equals(Buffer.from(hostile))).toBe(true);
    expect(errors).toEqual([]);
  });

  test("bytes that are no text are shown in hexadecimal; what is large is cut for the eye and saved whole", async () => {
    const [binary, large] = [row(1), row(2)];
    const bytes = Buffer.from([0xff, 0xfe, 0x41, 0x00]);
    const whole = Buffer.alloc(10_000_000, "line of text\n");
    const site = await stub([large, binary], {
      "GET /requests/1": way(binary, bytes),
      "GET /requests/2": way(large, whole),
      "GET /requests/2/bytes/request": whole,
    });
    const page = await openPage(`${site.url}#/requests/1`);
    await soon(() => region(page, "Body").locator("pre").innerText()).toMatch(/^00000000 ff fe 41 00 +\.\.A\./);
    await page.goto(`${site.url}#/requests/2`);
    await page.getByText("The first 262 kB of 10.0 MB. “Save” gives you all of it.").waitFor();
    expect((await region(page, "Body").locator("pre").innerText()).length).toBeLessThan(20_000);
    const file = await saved(page, () => region(page, "Body").getByRole("button", { name: "Save" }).click());
    expect(file.bytes.equals(whole)).toBe(true);
  });

  test("secrets are shown to who asks; the lines are copied; the request is kept as a file", async () => {
    const one = row(1);
    const site = await stub([one], {
      "GET /requests/1": way(one, '{"n":12345678901234567890,"n":1.0}'),
      "GET /requests/1/keep": { name: "post-events.request.json", text: '{"request":{}}' },
    });
    const page = await openPage(`${site.url}#/requests/1`);
    // Numbers stay as they were sent, and doubled names too.
    await soon(() => region(page, "Body").locator("pre").innerText()).toContain(
      '"n": 12345678901234567890,\n  "n": 1.0',
    );
    await page.getByText("Headers 4 headers").click();
    expect(await page.content()).not.toContain("very-secret-value");
    await page.getByRole("button", { name: "Show the value of x-api-key" }).click();
    await page.getByText("very-secret-value-of-a-key").waitFor();
    await page.keyboard.press("c");
    await soon(() => page.evaluate("navigator.clipboard.readText()")).toBe(way(one, "").copies.curl);
    const file = await saved(page, () => page.getByRole("button", { name: "Keep as a file" }).click());
    expect([file.name, file.bytes.toString()]).toEqual(["post-events.request.json", '{"request":{}}']);
  });

  test("what is no longer kept is neither sent nor copied", async () => {
    const one = row(1, { size: 7_000_000, gone: true });
    const whole = way(one, "");
    const body = { ...whole.request.body, size: one.size, gone: true };
    const site = await stub([one], { "GET /requests/1": { ...whole, request: { ...whole.request, body } } });
    const page = await openPage(`${site.url}#/requests/1`);
    await page.getByText("Body: 7.0 MB, no longer kept.").waitFor();
    const actions = page.getByRole("group", { name: "What to do with it" });
    await soon(() => actions.getByRole("button", { disabled: false }).count()).toBe(0);
    expect(await actions.getByRole("link").count()).toBe(0);
    await page.keyboard.press("r");
    await page.keyboard.press("m");
    expect(site.asked).toEqual([]);
    expect(page.url()).toContain("#/requests/1");
  });

  test("is sent again as it was, and changed", async () => {
    const [one, again] = [row(1, { query: "a=1" }), row(2, { replayOf: 1 })];
    const site = await stub([one], {
      "GET /requests/1": way(one, "{}"),
      "GET /requests/2": way(again, "{}"),
      "POST /requests/1/replay": { id: 2, status: 200 },
    });
    const page = await openPage(`${site.url}#/requests/1`);
    await page.locator(".way").waitFor();
    await page.keyboard.press("r");
    await page.getByText("replay of 1").waitFor();
    await soon(() => site.asked).toEqual(["POST /requests/1/replay {}"]);

    await page.goto(`${site.url}#/requests/1/edit`);
    const headers = page.getByLabel("Headers, one a line");
    await headers.fill("Content-Type: text/plain\nno header");
    await page.getByText("This is not a header: “no header”").waitFor();
    expect(await page.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(true);
    await headers.fill("Content-Type: text/plain");
    await page.getByLabel("Path and query").fill("/events?a=2");
    await page.getByLabel("Body").fill("changed ✓");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("replay of 1").waitFor();
    expect(JSON.parse(site.asked[1]?.replace("POST /requests/1/replay ", "") ?? "")).toEqual({
      method: "POST",
      path: "/events?a=2",
      headers: [["Content-Type", "text/plain"]],
      body: { encoding: "text", text: "changed ✓" },
    });
  });
});
