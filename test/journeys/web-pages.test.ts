import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { browser, open } from "./browser.ts";
import { deskAt } from "./cli.ts";
import { recordsOf, world } from "./world.ts";

/** A page that uses an endpoint and tells its site what came of it. At 127.0.0.1 it has itself in a frame, from another origin. */
const page = (url: string): string => `<body><script type="module">
  const call = (to, by, headers) =>
    fetch(to, {
      method: "POST",
      credentials: "include",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify({ by }),
    }).then(async (answer) => answer.status + " " + (await answer.text())).catch((error) => error.name);
  if (location.hostname === "127.0.0.1")
    document.body.append(Object.assign(document.createElement("iframe"), { src: "//localhost:" + location.port }));
  const url = ${JSON.stringify(url)};
  const told = {
    beacon: navigator.sendBeacon(url, new Blob(['{"by":"beacon"}'], { type: "application/json" })),
    ownHeader: await call(url, "own header", { "X-Tenant": "a" }),
    otherHeader: await call(url, "other header", { "X-Other": "a" }),
    refused: await call(url, "refused", { "Content-Type": "text/csv" }),
  };
  await fetch("/told/" + location.hostname, { method: "POST", body: JSON.stringify(told) });
</script></body>`;

/** A site with that page. */
async function site() {
  const told = new Map<string, unknown>();
  let endpoint = "";
  const server = createServer((request, response) => {
    const host = /^\/told\/(.+)/.exec(request.url ?? "")?.[1];
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      if (host !== undefined) told.set(host, JSON.parse(body));
      response.setHeader("Content-Type", "text/html");
      response.end(page(endpoint));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  onTestFinished(() => void server.close());
  onTestFinished(() => void server.closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, told, uses: (url: string) => void (endpoint = url) };
}

const hidden = "TypeError";

test.skipIf(browser === undefined)(
  "pages of the named origins may call with credentials and own headers, sendBeacon included, and no others (needs Chromium)",
  async () => {
    const { local, clients } = await world();
    const [desk, { origin, told, uses }] = [await deskAt(local), await site()];
    const extras = ["--cors-headers", "X-Tenant", "--cors-credentials"];
    const { url = "" } = await desk.json("up", "--local", "--cors", origin, "https://app.example.com", ...extras);
    uses(url);
    await open(origin);

    await vi.waitFor(() => expect([...told.keys()].sort()).toEqual(["127.0.0.1", "localhost"]), { timeout: 60_000 });
    expect(told.get("127.0.0.1")).toEqual({
      beacon: true,
      ownHeader: "200 ",
      otherHeader: hidden,
      refused: '415 {"message":"Unsupported Media Type"}',
    });
    expect(told.get("localhost")).toEqual({ beacon: true, ownHeader: hidden, otherHeader: hidden, refused: hidden });
    await vi.waitFor(async () => expect(await recordsOf(clients)).toHaveLength(2), { timeout: 20_000 });
    const stored = (await recordsOf(clients)).map((one) => JSON.parse(one.toString()) as unknown);
    expect(stored).toEqual(expect.arrayContaining([{ by: "beacon" }, { by: "own header" }]));
  },
);
