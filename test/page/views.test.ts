import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { chromiumPath, openPage, soon } from "./browser.ts";
import { api, records, refusedRow, row, stream, template, tried, way } from "./fixture.ts";
import { stub } from "./stub.ts";

const rows = [row(12), refusedRow(11), row(10, { replayOf: 9 })];
const place = {
  partitionKey: "customer-42",
  hashKey: "8507059173023461586584365185794205286",
  at: 0.625,
  shardId: "shardId-000000000002",
};
const answers = {
  "GET /requests/12": way(rows[0]!, '{"hello":"world"}'),
  "GET /requests/11": way(rows[1]!, "hello"),
  "POST /requests/12/render": tried,
  "GET /streams": [stream],
  "GET /streams/us-east-1/orders": stream,
  "GET /streams/us-east-1/orders/records": records,
  "GET /streams/us-east-1/orders/records?limit=100&text=needle": { records: records.records.slice(0, 1) },
  "GET /streams/us-east-1/orders/place": place,
  "GET /apis": [api],
  "GET /apis/us-east-1/7yqtbnc5s7": api,
  "GET /keys/us-east-1/k1": { value: "value-of-the-key" },
};

describe.skipIf(chromiumPath === undefined)("the other views (need Chromium)", () => {
  test("a template is tried while somebody types, its fault stands at its line, and nothing is deployed", async () => {
    const site = await stub(rows, answers);
    const page = await openPage(`${site.url}#/template`);
    const field = page.getByLabel("Mapping template", { exact: true });
    await soon(() => field.inputValue()).toBe(template);
    await page.getByText("It would store").waitFor();
    await page.getByText("has no value").waitFor();

    site.answer("POST /requests/12/render", {
      values: [],
      records: [],
      fault: { message: "A quote is missing.", line: 2, column: 4 },
    });
    await field.fill('{\n  "a\n}');
    await page.getByText("Line 2, column 4: A quote is missing.").waitFor();
    expect(await page.locator(".numbers .faulty").innerText()).toBe("2");
    await page.getByRole("button", { name: "Back to the deployed one" }).click();
    expect(await field.inputValue()).toBe(template);
    const calls = site.asked.map((line) => line.split(" {")[0]);
    expect(new Set(calls)).toEqual(new Set(["POST /requests/12/render"]));
  });

  test("a key finds its shard; records are filtered, opened, and lead to their request", async () => {
    const site = await stub(rows, answers);
    const page = await openPage(`${site.url}#/stream`);
    await page.getByLabel("Where does a partition key go?").fill("customer-42");
    await soon(() => page.locator(".key-finder").innerText()).toContain(
      "customer-42 goes to shard 2, at 62.50 % of the hash space.",
    );
    expect(await page.locator(".pin").evaluate((pin) => pin.style.left)).toBe("62.5%");
    expect(await page.locator("tr.found").innerText()).toContain("shard 2");
    expect(page.url()).toContain("key=customer-42");
    await page.getByLabel("Filter the records by text").fill("needle");
    await soon(() => page.locator(".record").count()).toBe(1);
    await page.locator(".record-line").click();
    await page.getByRole("link", { name: "request 9" }).waitFor();
    await page.getByRole("button", { name: /^shard 1 342 records/ }).click();
    await soon(() => site.asked.at(-1)).toMatch(/shard=shardId-000000000001/);
  });

  test("an edit that is not served is told, with what was and what is, and the line that deploys it", async () => {
    const site = await stub(rows, answers);
    const page = await openPage(`${site.url}#/api`);
    await page.getByText("1 change not served.").waitFor();
    await page.getByText("POST /events: the request template for application/json was changed.").click();
    expect(await page.getByRole("region", { name: "Edited" }).innerText()).toContain("$context.identity.sourceIp");
    await page.getByText("aws apigateway create-deployment --rest-api-id 7yqtbnc5s7 --stage-name production").waitFor();
    await page.getByRole("button", { name: "Show value of orders" }).click();
    await page.getByText("value-of-the-key").waitFor();
    site.answer("GET /apis/us-east-1/7yqtbnc5s7", {
      ...api,
      stageViews: api.stageViews.map((stage) => ({ ...stage, edits: [] })),
    });
    site.tell({ type: "apis" });
    await page.getByText("no change since the deployment").waitFor();
  });

  test("with nothing there yet, each view says what to do", async () => {
    const site = await stub([], {
      "GET /apis": [],
      "GET /streams": [],
      "POST /send": { id: 1, status: 200 },
      "GET /requests/1": answers["GET /requests/12"],
    });
    const page = await openPage(site.url);
    for (const view of ["requests", "template", "stream", "api"]) {
      await page.goto(`${site.url}#/${view}`);
      await page.getByText("kinesis-proxy up --local").waitFor();
    }
    await page.goto(`${site.url}#/requests`);
    site.answer("GET /apis", [api]);
    site.answer("GET /apis/us-east-1/7yqtbnc5s7", api);
    site.tell({ type: "apis" });
    await page
      .getByText(
        `curl -H 'Content-Type: application/json' -H "x-api-key: $(${api.showKey})" -d '{"hello":"world"}' ${api.stages[0]?.url}/events`,
      )
      .waitFor();
    await page.getByRole("button", { name: "Send it from here" }).click();
    await soon(() => page.url()).toContain("#/requests/1");
  });

  test("axe finds nothing, in dark and light, wide and narrow", async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    const site = await stub(rows, answers);
    const page = await openPage(site.url);
    const views: readonly (readonly [hash: string, ready: string])[] = [
      ["requests", ".line"],
      ["requests/12", ".way"],
      ["requests/11", ".stop.refused"],
      ["requests/12/edit", ".edit"],
      ["template/12", ".try .places"],
      ["stream?key=customer-42", ".pin"],
      ["api", ".stage"],
    ];
    const found: string[] = [];
    const check = async (where: string, rules: readonly string[]) => {
      const run = `axe.run({ runOnly: ${JSON.stringify(rules)}, resultTypes: ["violations"] })`;
      const { violations } = await page.evaluate<Found>(run);
      for (const { id, nodes } of violations)
        for (const { html, failureSummary } of nodes)
          found.push(`${where} ${id}: ${html.slice(0, 120)} ${failureSummary}`);
    };
    await page.evaluate(axe);
    for (const [hash, ready] of views) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${site.url}#/${hash}`);
      await page.locator(ready).first().waitFor();
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await check(`${hash} light`, all);
      await page.emulateMedia({ colorScheme: "dark" });
      await check(`${hash} dark`, ["color-contrast"]);
      await page.setViewportSize({ width: 360, height: 740 });
      const width = await page.evaluate<number>("document.documentElement.scrollWidth");
      if (width > 360) found.push(`${hash} is ${width} px wide`);
    }
    await check("api narrow", all);
    await page.keyboard.press("?");
    await check("help", all);
    expect(found).toEqual([]);
  });
});

const all = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

type Found = {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
};
