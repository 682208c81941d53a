import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DeployedIntegration } from "../../../../src/local/account/deployed.ts";
import { api, integration, method, stage } from "../deployment.ts";
import { bench } from "../bench.ts";

const server = createServer((incoming, outgoing) => {
  const parts: Buffer[] = [];
  incoming.on("data", (part: Buffer) => parts.push(part));
  incoming.on("end", () => {
    if (incoming.url === "/bytes") return outgoing.end("x".repeat(Number(Buffer.concat(parts).toString())));
    const { origin: page = "", "sec-fetch-site": site = "" } = incoming.headers;
    outgoing.writeHead(201, {
      "Content-Type": "text/plain",
      "X-Own": "yes",
      "X-Page": `${String(page)} ${String(site)}`,
    });
    return outgoing.end(
      `${incoming.method} ${incoming.url} ${incoming.headers["x-sent"]} ${Buffer.concat(parts).toString()}`,
    );
  });
});
let origin = "";

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

function calling(changes: Partial<DeployedIntegration>) {
  return bench(stage(api({ "/{id}": { POST: method({ integration: integration({ type: "HTTP", ...changes }) }) } })));
}

describe("an HTTP endpoint of this machine", () => {
  test("gets the mapped payload, and its answer is mapped back", async () => {
    const { send } = calling({
      uri: `${origin}/to/{id}`,
      requestTemplates: { "application/json": "mapped" },
      requestParameters: { "integration.request.path.id": "method.request.path.id" },
    });
    expect(await send({}, "/7")).toMatchObject({ status: 200, text: "POST /to/7 undefined mapped" });
  });

  test("behind HTTP_PROXY gets and gives everything as it is", async () => {
    const { send } = calling({
      type: "HTTP_PROXY",
      uri: `${origin}/to/{id}`,
      requestTemplates: {},
      passthroughBehavior: "WHEN_NO_MATCH",
    });
    const response = await send(
      { query: "q=1", headers: { "Content-Type": "application/json", "X-Sent": "me" } },
      "/7",
    );
    expect(response).toMatchObject({ status: 201, text: 'POST /to/7?q=1 me {"a":1}' });
    expect(response.headers).toMatchObject({ "X-Own": "yes", "Content-Type": "text/plain" });
  });

  test("behind HTTP_PROXY learns which page calls, and may refuse it", async () => {
    const { send } = calling({
      type: "HTTP_PROXY",
      uri: origin,
      requestTemplates: {},
      passthroughBehavior: "WHEN_NO_MATCH",
    });
    const response = await send({ headers: { Origin: "http://evil.example", "Sec-Fetch-Site": "cross-site" } }, "/7");
    expect(response.headers["X-Page"]).toBe("http://evil.example cross-site");
  });

  test("may answer with 10 MiB and no more", async () => {
    const { send } = calling({ uri: `${origin}/bytes`, requestTemplates: {}, passthroughBehavior: "WHEN_NO_MATCH" });
    const asking = (size: number) => send({ body: Buffer.from(String(size)) }, "/7");
    expect((await asking(10_485_760)).body).toHaveLength(10_485_760);
    expect(await asking(10_485_761)).toMatchObject({ status: 500, text: '{"message": "Internal server error"}' });
  });

  test("behind a greedy path gets its slashes, whatever the URI calls the parameter", async () => {
    const got = async (name: string, path: string, isMapped = true) => {
      const { send } = bench(
        stage(
          api({
            "/{proxy+}": {
              POST: method({
                integration: integration({
                  type: "HTTP_PROXY",
                  uri: `${origin}/x/{${name}}`,
                  requestParameters: isMapped
                    ? { [`integration.request.path.${name}`]: "method.request.path.proxy" }
                    : {},
                }),
              }),
            },
          }),
        ),
      );
      return (await send({}, path)).text.split(" ")[1];
    };
    expect(await got("proxy", "/a/b")).toBe("/x/a/b");
    expect(await got("rest", "/a/b%20c/d")).toBe("/x/a/b%20c/d");
    expect(await got("proxy", "/a/b/")).toBe("/x/a/b");
    expect(await got("proxy", "/a/b", false)).toBe("/x/a/b");
    const { send } = calling({
      uri: `${origin}/to/{id}`,
      requestParameters: { "integration.request.path.id": "method.request.path.id" },
    });
    expect((await send({}, "/a%2Fb")).text).toContain("/to/a%2Fb ");
  });

  test("where nobody listens is a network error", async () => {
    const response = await calling({ uri: "http://127.0.0.1:1/" }).send({}, "/7");
    expect(response).toMatchObject({ status: 504, text: '{"message": "Network error communicating with endpoint"}' });
  });
});

test("an endpoint elsewhere is not called, and the answer says so", async () => {
  const response = await calling({ uri: "http://example.com/" }).send({}, "/7");
  expect(response.status).toBe(504);
  expect(response.text).toContain("not http://example.com");
});
