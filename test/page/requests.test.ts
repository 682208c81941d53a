import { describe, expect, test } from "vitest";
import { chromiumPath, openPage, soon } from "./browser.ts";
import { refusedRow, refusedType, row, way } from "./fixture.ts";
import { kept, stub } from "./stub.ts";

const rows = [
  row(12, { path: "/orders", route: "POST /orders" }),
  refusedRow(11),
  row(10, { path: "/events", query: "tenant=a" }),
  row(9, { probe: true, status: 400 }),
];
const answers = Object.fromEntries(rows.map((one) => [`GET /requests/${one.id}`, way(one, '{"hello":"world"}')]));

describe.skipIf(chromiumPath === undefined)("the list of requests (needs Chromium)", () => {
  test("is live, filtered by status, route and text, paused, and its state stands in the address", async () => {
    const site = await stub(rows, {
      ...answers,
      "GET /apis": [],
      "GET /requests?text=needle": { rows: [rows[0]], kept },
    });
    const page = await openPage(site.url);
    const lines = page.locator(".line");
    await soon(() => lines.count()).toBe(3);
    expect(await lines.nth(1).innerText()).toContain(`Integration request ${refusedType.why}`);

    // up's probe is not what somebody sent.
    await page.getByRole("button", { name: "show 1 probe" }).click();
    await soon(() => lines.count()).toBe(4);
    await page.getByRole("button", { name: "hide 1 probe" }).click();

    await page.getByRole("button", { name: /^4xx/ }).click();
    await soon(() => lines.count()).toBe(1);
    expect(page.url()).toContain("status=4xx");
    await page.getByRole("button", { name: /^4xx/ }).click();

    await page.getByLabel("Filter by route").selectOption("POST /orders");
    await soon(() => lines.count()).toBe(1);
    await page.getByLabel("Filter by route").selectOption("");

    await page.keyboard.press("/");
    await page.keyboard.type("tenant");
    await soon(() => lines.allInnerTexts()).toEqual([expect.stringContaining("tenant=a")]);
    // What stands in a body, the server finds.
    await page.getByLabel("Filter by text").fill("needle");
    await soon(() => lines.allInnerTexts()).toEqual([expect.stringContaining("/orders")]);
    await page.getByLabel("Filter by text").fill("");

    site.tell({ type: "requests", rows: [row(13, { path: "/new" })], skipped: 0, kept });
    await soon(() => lines.first().innerText()).toContain("/new");
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    site.tell({ type: "requests", rows: [row(14), row(15)], skipped: 0, kept });
    await page.getByRole("button", { name: "Paused · 2 new" }).click();
    await soon(() => lines.count()).toBe(6);

    await page.getByRole("button", { name: "Clear" }).click();
    await soon(() => site.asked).toContain("DELETE /requests");
    site.tell({ type: "cleared", kept });
    await page.getByText("No request yet").waitFor();
  });

  test("keeps only what is in sight in the document, and no more rows than the server", async () => {
    const many = Array.from({ length: 1000 }, (_, index) => row(1000 - index));
    const site = await stub(many, {});
    const page = await openPage(site.url);
    const list = page.getByLabel("Requests, newest first");
    await page.getByText("1,000 requests").waitFor();
    for (const start of [1001, 1201, 1401])
      site.tell({
        type: "requests",
        rows: Array.from({ length: 200 }, (_, at) => row(start + at)),
        skipped: 0,
        kept: { ...kept, from: 601 },
      });
    await soon(() => page.locator(".line").first().getAttribute("href")).toBe("#/requests/1600");
    await page.getByText("1,000 requests").waitFor();
    expect(await list.locator("li").count()).toBeLessThan(80);
    await page.locator(".window").evaluate((box) => (box.scrollTop = box.scrollHeight));
    await soon(() => page.locator(".line").last().getAttribute("href")).toBe("#/requests/601");
    expect(await list.locator("li").count()).toBeLessThan(80);
  });

  test("works by keyboard, in a window as narrow as a telephone too", async () => {
    const site = await stub(rows, answers);
    const page = await openPage(site.url, { viewport: { width: 360, height: 740 } });
    await page.locator(".line").first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await soon(() => page.evaluate("document.activeElement?.getAttribute('href')")).toBe("#/requests/11");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "POST /events" }).waitFor();
    expect(await page.locator(".list-pane").isVisible()).toBe(false);
    await page.keyboard.press("k");
    await page.getByRole("heading", { name: "POST /orders" }).waitFor();
    expect(page.url()).toContain("#/requests/12");
    await page.keyboard.press("Escape");
    await page.locator(".list-pane").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("3");
    await soon(() => page.url()).toContain("#/stream");
    // Nothing is wider than the window.
    await page.keyboard.press("1");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });

  test("says that it still looks for a text, and asks again while requests come", async () => {
    const site = await stub(rows, {});
    const page = await openPage(site.url);
    const found = (ids: readonly number[]) =>
      site.answer("GET /requests?text=inside", { rows: rows.filter(({ id }) => ids.includes(id)), kept });
    await page.getByRole("searchbox").fill("inside");
    await page.getByText("Looking into headers and bodies …").waitFor();
    found([]);
    await page.getByText("No request fits.").waitFor();
    found([11]);
    site.tell({ type: "requests", rows: [row(99)], skipped: 0, kept });
    await soon(() => page.locator(".line").count()).toBe(1);
  });

  test("says when the local AWS was started anew, whose token is another", async () => {
    const site = await stub(rows, {});
    const page = await openPage(site.url);
    await page.locator(".line").first().waitFor();
    site.renewToken();
    await page.getByRole("button", { name: "Started anew: reload" }).click();
    await page.locator(".link.live").waitFor();
  });
});
