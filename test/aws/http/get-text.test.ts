import { expect, test } from "vitest";
import { getText } from "../../../src/aws/http/get-text.ts";
import { InterruptedError } from "../../../src/engine/errors.ts";
import { deadUrl, httpServer, silentUrl, slowUrl } from "../../helpers/http-server.ts";

const { signal } = new AbortController();

test("a text comes whole", async () => {
  const server = await httpServer({ status: 200, body: "schön" });
  expect(await getText(`${server.url}/list?a=b`, { signal })).toBe("schön");
  expect(server.asked).toMatchObject([{ method: "GET", url: "/list?a=b" }]);
});

test.each([
  [{ status: 404 }, "it answered 404"],
  [
    { status: 302, headers: { location: "https://login.example/" } },
    "it answered 302 and points to https://login.example/",
  ],
  [{ status: 200, body: "x".repeat(2 * 1024 * 1024) }, "it is larger than 1 MiB"],
])("%j is an error", async (reply, message) => {
  const server = await httpServer(reply);
  await expect(getText(server.url, { signal })).rejects.toThrow(message);
});

test("a refused connection and an interrupt are errors", async () => {
  await expect(getText(await deadUrl(), { signal })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  const reason = new InterruptedError();
  await expect(getText(await deadUrl(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test("neither silence nor an answer that never ends is waited for", async () => {
  for (const url of [await silentUrl(), await slowUrl()])
    await expect(getText(url, { signal, within: 50 })).rejects.toThrow("it did not answer within 0.05 s");
});
