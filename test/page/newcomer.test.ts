import { GetResourcesCommand, UpdateIntegrationCommand } from "@aws-sdk/client-api-gateway";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { deskAt } from "../journeys/cli.ts";
import { clientsOf } from "../local/clients.ts";
import { chromiumPath, openPage, soon } from "./browser.ts";

const docs = join(import.meta.dirname, "../../docs");

/** Are pictures made? */
const pictures = process.env["KINESIS_PROXY_PICTURES"] !== undefined;

/** A picture for the README, where `npm run pictures` asks for them. */
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(docs, `page-${name}-${colorScheme}.png`) });
  }
}

test.skipIf(chromiumPath === undefined)(
  "from the page alone: why a text/plain POST was refused, which shard a key goes to, why an edit is not served (needs Chromium)",
  async () => {
    const bare = await deskAt(undefined, { npm_command: "exec" });
    // The usual port, for commands as most people see them.
    const local = bare.start("local", "--port", pictures ? "4566" : "0");
    await local.says(/http:\/\/127\.0\.0\.1:\d+\n/);
    const origin = /^http:\S+/m.exec(local.stdout())?.[0] ?? "";
    const port = Number(new URL(origin).port);
    const page = await openPage(`${origin}/_local/`, { viewport: { width: 1080, height: 700 } });
    await page.getByText("There is no endpoint either.").waitFor();

    const desk = await deskAt({ port });
    const asked = ["--name", "orders", "--path", "/events", "--shards", "4", "--partition-key", "header:X-Customer"];
    const { url = "", steps } = await desk.json("up", "--local", ...asked);
    await page.getByText("curl -H 'Content-Type: application/json'").waitFor();
    for (const customer of [7, 12, 19, 23, 42, 58, 61, 77, 80])
      await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Customer": `customer-${customer}` },
        body: JSON.stringify({ event: "purchase", customer: `customer-${customer}`, amount: customer * 1.25 }),
      });
    await fetch(url, { method: "POST", headers: { "Content-Type": "text/plain" }, body: "purchase by customer-42" });

    const lines = page.locator(".line");
    await soon(() => lines.count()).toBe(10);
    await lines.first().click();
    const refusal = page.locator(".stop.refused");
    await soon(() => refusal.innerText()).toContain(
      "The Content-Type is text/plain: POST /events takes application/json",
    );
    await refusal
      .getByRole("button", { name: /npx kinesis-proxy up --accept json text --local --name orders/ })
      .waitFor();
    await refusal.scrollIntoViewIfNeeded();
    await picture(page, "request");

    await lines.nth(5).click();
    await page.getByRole("link", { name: /^orders, shard \d$/ }).waitFor();
    await page.getByRole("region", { name: "Rendered" }).first().waitFor();

    await page.keyboard.press("3");
    await page.getByLabel("Where does a partition key go?").fill("customer-42");
    await soon(() => page.locator(".key-finder").innerText()).toMatch(/customer-42 goes to shard \d, at/);
    await soon(() => page.locator(".record").count()).toBe(9);
    const shard = /shard \d/.exec(await page.locator(".key-finder").innerText())?.[0] ?? "";
    await soon(() => page.locator(".record", { hasText: "customer-42" }).first().innerText()).toContain(shard);
    await picture(page, "stream");

    // Somebody edits the template with the AWS CLI, and wonders why nothing changes.
    const { apigateway } = clientsOf({ url: origin });
    const restApiId = steps["api"]?.id ?? "";
    const { items = [] } = await apigateway.send(new GetResourcesCommand({ restApiId }));
    const resourceId = items.find(({ path }) => path === "/events")?.id;
    const value = '{"StreamName":"orders","PartitionKey":"one","Data":"$util.base64Encode($input.body)"}';
    const patchOperations = [{ op: "replace" as const, path: "/requestTemplates/application~1json", value }];
    await apigateway.send(new UpdateIntegrationCommand({ restApiId, resourceId, httpMethod: "POST", patchOperations }));
    apigateway.destroy();
    await page.keyboard.press("Escape");
    await page.keyboard.press("4");
    await page.getByText("1 change not served.").waitFor();
    await page
      .getByText(`aws apigateway create-deployment --rest-api-id ${restApiId} --stage-name production`)
      .waitFor();
    // A replay goes the way of what is deployed.
    await page.keyboard.press("1");
    await lines.nth(5).click();
    await page.getByRole("button", { name: "Replay", exact: true }).waitFor();
    await page.keyboard.press("r");
    await page
      .getByText(/replay of \d+/)
      .first()
      .waitFor();
    expect(await page.locator(".outcome").innerText()).toMatch(/^Stored in orders/);
  },
);
