import { GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { spawn, spawnSync } from "node:child_process";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocal, type Local } from "../../../../../src/local/index.ts";
import { main } from "../../../../../src/main.ts";
import { fakeIo } from "../../../../helpers/fake-io.ts";
import { clientsOf } from "../../../../local/clients.ts";
import { answersOf, made, outcomesOf } from "../compared.ts";
import { everything, exported, proxies } from "../exported.ts";
import { stubbedBash } from "./aws-stub.ts";

let local: Local;

beforeAll(async () => {
  local = await startLocal();
});
afterAll(() => local.close());

const runs = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0;
const hasBash = runs("bash", "-c", "exec 9<>/dev/null");
const long = process.env["KINESIS_PROXY_TEST_LONG"] !== undefined;
const hasAws = long && runs("aws", "--version");

const secrets = { HANDSHAKE_TOKEN: "shake-secret", FIREHOSE_KEY: "fire-secret" };

// The script of everything has some 200 calls: to run it again is for the long tests.
const samples = long ? { ...proxies, everything } : { "the usual one": [], everything };

test.runIf(hasBash).each(Object.entries(samples))(
  "the script makes %s as up does, also when it runs again",
  async (title, words) => {
    const [name, twin] = [`${title.replaceAll(" ", "-")}-cli`, `${title.replaceAll(" ", "-")}-up`];
    const [script, bash] = [await exported("aws-cli", ...words, "--name", name), await stubbedBash(local)];
    const runs = long || words.length === 0 ? [1, 2] : [1];
    for (const run of runs) {
      const { code, stdout, stderr } = await bash.run(script, secrets);
      expect([run, code], stderr).toEqual([run, 0]);
      if (run === runs.length) await proves({ name, twin, words, url: stdout.trim() });
    }
  },
  120_000,
);

test.runIf(hasBash && long)(
  "what was there is there again by the script that --from-aws wrote",
  async () => {
    const words = [...everything, "--name", "again"];
    await made(local, words);
    const on = async (...command: readonly string[]): Promise<string> => {
      const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } });
      expect(await main([...command, "--local", "--name", "again"], io), io.stderr.text).toBe(0);
      return io.stdout.text;
    };
    const script = await on("export", "aws-cli", "--from-aws");
    await on("down", "--yes");
    expect(await (await stubbedBash(local)).run(script, secrets)).toMatchObject({ code: 0 });
    const { deployment: _, ...others } = await outcomesOf(local, words);
    expect(Object.entries(others).filter(([, one]) => one !== "unchanged")).toEqual([]);
  },
  60_000,
);

test.runIf(hasAws).each(Object.entries(proxies))(
  "the AWS CLI itself runs the script of %s",
  async (title, words) => {
    const [name, twin] = [`${title.replaceAll(" ", "-")}-aws`, `${title.replaceAll(" ", "-")}-ours`];
    const env = {
      ...process.env,
      ...secrets,
      AWS_ENDPOINT_URL: local.url,
      AWS_REGION: "ap-northeast-2",
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
    };
    const input = await exported("aws-cli", ...words, "--name", name);
    const child = spawn("bash", { env });
    child.stdin.end(input);
    const [url, told] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect(url, told).toMatch(/^http/);
    await proves({ name, twin, words, url: url.trim() });
  },
  600_000,
);

/** Holds what the script made against what `up` makes: plan finds nothing to do but a deployment, whose digest no script knows. */
async function proves(about: { name: string; twin: string; words: readonly string[]; url: string }): Promise<void> {
  const { name, twin, words, url } = about;
  const { deployment, ...others } = await outcomesOf(local, [...words, "--name", name]);
  expect(deployment).toBe("repair");
  expect(Object.entries(others).filter(([, one]) => one !== "unchanged" && one !== "absent")).toEqual([]);
  const { items = [] } = await clientsOf(local).apigateway.send(new GetRestApisCommand({}));
  expect(items.filter((one) => one.name === name)).toHaveLength(1);
  const ours = await made(local, [...words, "--name", twin]);
  const [, api = "", path = ""] = /execute-api\/(\w+)\/production(.*)$/.exec(url.replace(/\{\w+\}/g, "7")) ?? [];
  expect(await answersOf(local, api, path)).toEqual(await answersOf(local, ours, path));
}
