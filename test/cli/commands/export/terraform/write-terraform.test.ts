import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { startLocal, type Local } from "../../../../../src/local/index.ts";
import { main } from "../../../../../src/main.ts";
import { fakeIo } from "../../../../helpers/fake-io.ts";
import { answersOf, made } from "../compared.ts";
import { exported, proxies } from "../exported.ts";

const hasTerraform =
  process.env["KINESIS_PROXY_TEST_LONG"] !== undefined && spawnSync("terraform", ["version"]).status === 0;

const PROVIDER = `provider "aws" {
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
}
`;

/** A folder with this configuration, initialized. Which plugins are used, TF_CLI_ARGS_init says. */
async function folderOf(local: Local, configuration: string) {
  const cwd = await mkdtemp(join(tmpdir(), "kinesis-proxy-terraform-"));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  await writeFile(join(cwd, "main.tf"), configuration);
  await writeFile(join(cwd, "provider.tf"), PROVIDER);
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: local.url,
    AWS_REGION: "ap-northeast-2",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    TF_VAR_handshake_token: "shake-secret",
    TF_VAR_firehose_key: "fire-secret",
    TF_IN_AUTOMATION: "1",
  };
  const good = async (...words: readonly string[]): Promise<string> => {
    const failed = (error: Error & { stdout: string; stderr: string }): never => {
      throw new Error(`terraform ${words.join(" ")}\n${error.stdout}${error.stderr}`);
    };
    const { stdout } = await promisify(execFile)("terraform", words, { cwd, env, maxBuffer: 1e8 }).catch(failed);
    return stdout;
  };
  await good("init", "-no-color");
  return good;
}

test.runIf(hasTerraform).each(Object.entries(proxies))(
  "Terraform applies %s, plans clean, serves the same, and takes over what up made",
  async (title, words) => {
    const local = await startLocal();
    onTestFinished(() => local.close());
    const [name, twin] = [`${title.replaceAll(" ", "-")}-tf`, `${title.replaceAll(" ", "-")}-up`];
    const theirs = await folderOf(local, await exported("terraform", ...words, "--name", name));
    await theirs("fmt", "-check", "-diff", "main.tf");
    await theirs("apply", "-auto-approve", "-no-color");
    await theirs("plan", "-detailed-exitcode", "-no-color");
    const url = await theirs("output", "-raw", "url");
    const [, api = "", path = ""] = /^https:\/\/(\w+)\.[^/]*\/production(.*)$/.exec(url.replace(/\{\w+\}/g, "7")) ?? [];
    const ours = await made(local, [...words, "--name", twin]);
    expect(await answersOf(local, api, path)).toEqual(await answersOf(local, ours, path));

    const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } });
    expect(await main(["export", "terraform", "--from-aws", "--local", "--name", twin, ...words], io)).toBe(0);
    const taken = await folderOf(local, io.stdout.text);
    expect(await taken("plan", "-no-color")).toMatch(/Plan: \d+ to import, 0 to add, 0 to change, 0 to destroy/);
    await taken("apply", "-auto-approve", "-no-color");
    await taken("plan", "-detailed-exitcode", "-no-color");
  },
  1_200_000,
);
