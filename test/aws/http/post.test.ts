import { expect, test } from "vitest";
import { post } from "../../../src/aws/http/post.ts";
import { InterruptedError } from "../../../src/engine/errors.ts";
import { MOST } from "../../../src/aws/http/short-body.ts";
import { deadUrl, httpServer } from "../../helpers/http-server.ts";

test("the body goes out byte for byte, and the whole answer comes back", async () => {
  const server = await httpServer({ status: 201, headers: { "x-amzn-requestid": "r1" }, body: "schön" });
  const answer = await post(`${server.url}/stage?a=b`, Buffer.from("übung"), { headers: { "x-api-key": "k" } });
  expect(answer).toMatchObject({ status: 201, body: "schön", headers: { "x-amzn-requestid": "r1" } });
  expect(server.asked).toMatchObject([
    { method: "POST", url: "/stage?a=b", body: "übung", headers: { "x-api-key": "k", "content-length": "6" } },
  ]);
});

test("a refused connection is an error with its code", async () => {
  await expect(post(await deadUrl(), "{}", {})).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("an interrupt ends it with the signal's reason", async () => {
  const reason = new InterruptedError();
  await expect(post(await deadUrl(), "{}", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test("of an error page only the beginning is read, of an answer everything", async () => {
  const body = "x".repeat(1024 * 1024);
  const server = await httpServer({ status: 502, body }, { status: 200, body });
  expect((await post(server.url, "{}", {})).body).toHaveLength(MOST);
  expect((await post(server.url, "{}", {})).body).toHaveLength(body.length);
});

test("a scheme is the same in capitals", async () => {
  const { url } = await httpServer({ status: 200 });
  expect(await post(url.replace("http:", "HTTP:"), "{}", {})).toMatchObject({ status: 200 });
  const other = post(url.replace("http:", "HTTPS:"), "{}", {});
  await expect(other).rejects.toMatchObject({ code: expect.not.stringContaining("INVALID_PROTOCOL") });
});
