import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pageOptions } from "../../../../src/cli/commands/local/page-options.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";

const made = async (options = {}, port = 4566) => pageOptions(await fakeIo(), options, () => port);
const proxy = (name: string, region = "ap-northeast-2") => ({ region, tags: { "kinesis-proxy": name } });

describe("a command for the proxy of an API", () => {
  test.each([
    [undefined, "kinesis-proxy up --local"],
    [proxy("api-gateway-kinesis-proxy"), "kinesis-proxy up --local"],
    [proxy("orders", "eu-west-1"), "kinesis-proxy up --local --name orders --region eu-west-1"],
    [{ region: "eu-west-1", tags: { owner: "ana" } }, undefined],
  ])("%j: %s", async (api, line) => expect((await made()).command?.("up", api)).toBe(line));

  test("goes to this local AWS", async () => {
    expect((await made({}, 4701)).command?.("up")).toBe("KINESIS_PROXY_LOCAL_PORT=4701 kinesis-proxy up --local");
  });
});

test("advice names the proxy of the request, whichever this program was started for", async () => {
  const refusing = { phase: "key", type: "INVALID_API_KEY", why: "" } as const;
  const { advise } = await made();
  expect(advise?.(refusing, proxy("orders")).change).toBe(
    'Send the header x-api-key: "kinesis-proxy key show --local --name orders" prints its value.',
  );
  expect((await made({ name: "shop" })).advise?.(refusing)).toMatchObject({
    change: expect.stringContaining("--name shop"),
  });
});

test("what this program did not make is not changed with its flags", async () => {
  const { advise } = await made();
  const foreign = { region: "eu-west-1", tags: { owner: "ana" } };
  expect(advise?.({ phase: "route", type: "MISSING_AUTHENTICATION_TOKEN", why: "" }, foreign)).toEqual({
    settings: [],
  });
  expect(advise?.({ phase: "answer", type: "FAULT", why: "" }, foreign).settings).toEqual(["--fault"]);
});

test("advice names the member of kinesis-proxy.json where the file sets it, for this folder's proxy", async () => {
  const io = await fakeIo();
  const file = (text: string) => writeFile(join(io.cwd, "kinesis-proxy.json"), text);
  const refusing = { phase: "template", type: "UNSUPPORTED_MEDIA_TYPE", why: "", about: "text/plain" } as const;
  const change = (name: string, options = {}, env = {}) =>
    pageOptions({ ...io, env }, options, () => 4566).advise?.({ ...refusing, taken: ["application/json"] }, proxy(name))
      .change;
  const flag = expect.stringContaining("kinesis-proxy up --accept json text --local");
  expect(change("api-gateway-kinesis-proxy")).toEqual(flag);
  await file('{"name": "orders", "accept": ["json"]}');
  expect(change("orders")).toBe(
    'Send another Content-Type, or take this one, too, with "accept": ["json", "text"] in kinesis-proxy.json, and then "kinesis-proxy up --local --name orders".',
  );
  // Another proxy, a flag that wins over the file, and a file that cannot be read.
  expect(change("shop")).toEqual(flag);
  expect(change("orders", { accept: ["json"] })).toEqual(flag);
  // A variable wins over the file, whichever proxy this is.
  for (const name of ["orders", "shop"])
    expect(change(name, {}, { KINESIS_PROXY_ACCEPT: "json" })).toContain(
      `KINESIS_PROXY_ACCEPT='json text', and then "kinesis-proxy up --local --name ${name}"`,
    );
  await file("{");
  expect(change("orders")).toEqual(flag);
});
