import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { main } from "../../../src/main.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { fakeIo } from "../../helpers/fake-io.ts";
import { httpServer } from "../../helpers/http-server.ts";

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

/** Which of these servers a run asks: the one for all services, or the one for STS, whom every run asks first. */
async function asksForSts(config: string, env: Readonly<Record<string, string>>, ...words: readonly string[]) {
  vi.unstubAllEnvs();
  const [all, sts] = [await httpServer(nobody), await httpServer(nobody)];
  const at = (text: string): string => text.replaceAll("ALL", all.url).replaceAll("STS", sts.url);
  const known = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, at(value)]));
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1", ...known } });
  await writeFile(join(io.cwd, "config"), at(config));
  vi.stubEnv("AWS_CONFIG_FILE", join(io.cwd, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
  for (const [name, value] of Object.entries(known)) vi.stubEnv(name, value);
  await main(["status", ...words.map(at)], io, { clock: fakeClock() });
  vi.unstubAllEnvs();
  const whoAmI = (server: typeof all): boolean => server.asked.some(({ body }) => body.includes("GetCallerIdentity"));
  return { all: whoAmI(all), sts: whoAmI(sts) };
}

const dev = "[profile dev]\naws_access_key_id = k\naws_secret_access_key = s\n";
const both = `${dev}endpoint_url = ALL\nservices = mine\n\n[services mine]\nsts =\n  endpoint_url = STS\n`;

test.each<
  [what: string, config: string, env: Readonly<Record<string, string>>, words: readonly string[], sts: boolean]
>([
  ["a section services of the profile", both, {}, ["--profile", "dev"], true],
  ["a section services of the profile of AWS_PROFILE", both, { AWS_PROFILE: "dev" }, [], true],
  ["a variable, over AWS_ENDPOINT_URL", "", { AWS_ENDPOINT_URL: "ALL", AWS_ENDPOINT_URL_STS: "STS" }, [], true],
  ["no services section, over AWS_ENDPOINT_URL", both, { AWS_ENDPOINT_URL: "ALL", AWS_PROFILE: "dev" }, [], false],
  [
    "a variable, over the profile's endpoint_url",
    `${dev}endpoint_url = ALL\n`,
    { AWS_ENDPOINT_URL_STS: "STS" },
    ["--profile", "dev"],
    true,
  ],
  ["no variable, over --endpoint-url", "", { AWS_ENDPOINT_URL_STS: "STS" }, ["--endpoint-url", "ALL"], false],
])("the endpoint of one service counts before the one for all: %s", async (_, config, env, words, sts) => {
  expect(await asksForSts(config, env, ...words)).toEqual({ all: !sts, sts });
});

test("what is no URL is refused by its name", async () => {
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1" } });
  await writeFile(join(io.cwd, "config"), "[profile dev]\nendpoint_url = here\n");
  vi.stubEnv("AWS_CONFIG_FILE", join(io.cwd, "config"));
  expect(await main(["status", "--profile", "dev"], io, { clock: fakeClock() })).toBe(2);
  expect(io.stderr.text).toContain('error: "here" (endpoint_url of the AWS profile) is not the URL of an endpoint.');
  vi.unstubAllEnvs();
});
