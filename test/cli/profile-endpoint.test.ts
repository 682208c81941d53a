import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { main } from "../../src/main.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { httpServer } from "../helpers/http-server.ts";

const nobody = { status: 403, headers: { "content-type": "text/xml", "x-amzn-requestid": "r" }, body: "<E/>" };

/** Which of two servers `status` asks, and with whose keys: the one of the profile, or the one that something else names. */
async function asks(words: readonly string[], env: Readonly<Record<string, string>>) {
  vi.unstubAllEnvs();
  const [profiles, others] = [await httpServer(nobody), await httpServer(nobody)];
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1", ...env } });
  const config = `[profile dev]\nendpoint_url = ${profiles.url}\naws_access_key_id = mine\naws_secret_access_key = x\n`;
  await writeFile(join(io.cwd, "config"), config);
  vi.stubEnv("AWS_CONFIG_FILE", join(io.cwd, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  await main(["status", ...words.map((one) => one.replace("OTHER", others.url))], io, { clock: fakeClock() });
  vi.unstubAllEnvs();
  const key = /Credential=(\w+)/.exec(profiles.asked[0]?.headers.authorization ?? "")?.[1];
  return { profile: key, other: others.asked.length > 0 };
}

test.each([
  ["--profile", ["--profile", "dev"], {}],
  ["AWS_PROFILE", [], { AWS_PROFILE: "dev" }],
])("the endpoint_url of the profile that %s names is asked, with its keys", async (_, words, env) => {
  expect(await asks(words, env as Record<string, string>)).toEqual({ profile: "mine", other: false });
});

test("a flag goes before it", async () => {
  const words = ["--profile", "dev", "--endpoint-url", "OTHER"];
  expect(await asks(words, {})).toEqual({ profile: undefined, other: true });
});

test("what is no URL is refused by its name", async () => {
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1" } });
  await writeFile(join(io.cwd, "config"), "[profile dev]\nendpoint_url = here\n");
  vi.stubEnv("AWS_CONFIG_FILE", join(io.cwd, "config"));
  expect(await main(["status", "--profile", "dev"], io, { clock: fakeClock() })).toBe(2);
  expect(io.stderr.text).toContain('error: "here" (endpoint_url of the AWS profile) is not the URL of an endpoint.');
  vi.unstubAllEnvs();
});
