import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { snake } from "../../../../../src/cli/commands/export/resources/snake.ts";
import { startLocal, type Local } from "../../../../../src/local/index.ts";
import { main } from "../../../../../src/main.ts";
import { fakeIo } from "../../../../helpers/fake-io.ts";
import { answersOf, made } from "../compared.ts";
import { everything, exported, proxies } from "../exported.ts";
import { readHcl, type ReadBlock } from "./read-hcl.ts";

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

test("what AWS does not tell of what up made is no change for Terraform", async () => {
  const local = await startLocal();
  onTestFinished(() => local.close());
  await made(local, "--name orders --access-log --alarms --throttle 50/20".split(" "));
  const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } });
  expect(await main(["export", "terraform", "--from-aws", "--local", "--name", "orders"], io)).toBe(0);
  const inner = (kind: string) =>
    readHcl(io.stdout.text).flatMap(({ labels, blocks }) => (labels[0] === kind ? [blocks] : []));
  // A stage that was only throttled has no level.
  expect(inner("aws_api_gateway_method_settings")[0]?.[0]?.attributes).not.toHaveProperty("logging_level");
  const filters = inner("aws_cloudwatch_log_metric_filter");
  expect(filters).toHaveLength(2);
  for (const blocks of filters) expect(blocks.map(({ type }) => type)).toContain("lifecycle");
  expect(io.stdout.text.match(/ignore_changes = \[metric_transformation\[0\]\.unit\]/g)).toHaveLength(2);
  // One that logs keeps its level.
  expect(await exported("terraform", ..."--access-log --execution-log error".split(" "))).toMatch(
    /logging_level += "ERROR"/,
  );
});

/** What Terraform says by other means: by the kind of a block, by `method_path`, or by leaving it out. */
const otherwise = new Set([
  "DeliveryStreamType KinesisStreamAsSource",
  "HttpMethod *",
  "NoEncryptionConfig NoEncryption",
  "ResourcePath /*",
]);

/** What a value says, each part behind the name of the member that it is in; references say nothing. */
function parts(value: unknown, name = ""): readonly (readonly [string, string])[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one) => parts(one, name));
  if (typeof value === "object") {
    if ("Ref" in value || "Fn::GetAtt" in value || "Fn::Join" in value) return [];
    const { Key, Name = Key, Value, ...others } = value as Record<string, unknown>;
    // A tag or a dimension.
    if (Value !== undefined && Object.keys(others).length === 0) return parts(Value, String(Name));
    return Object.entries(value).flatMap(([member, one]) => parts(one, member));
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  // Terraform takes JSON Schema as text.
  if (/^\{\s*"/.test(text) && !/^format$/i.test(name) && isJson(text)) return parts(JSON.parse(text), name);
  if (text.startsWith("execute-api:/") || otherwise.has(`${name} ${text}`)) return [];
  return [[snake(name), text]];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** All that a block says, under the names of Terraform. */
function partsOf({ attributes, blocks }: ReadBlock): readonly (readonly [string, string])[] {
  return [...parts(attributes), ...blocks.flatMap((one) => partsOf(one))];
}

test("whatever the template of CloudFormation says of a resource, Terraform says, too", async () => {
  const blocks = readHcl(await exported("terraform", ...everything)).filter(({ type }) => type === "resource");
  const { Resources } = parse(await exported("cloudformation", ...everything), { version: "1.1" }) as {
    Resources: Record<string, { Properties?: object }>;
  };
  for (const [id, { Properties = {} }] of Object.entries(Resources)) {
    const label = snake(id.replace(/^Deployment\w+$/, "Deployment"));
    const said = blocks
      .filter(({ labels: [, one = ""] }) => one === label || one.startsWith(`${label}_`))
      .flatMap(partsOf);
    const missing = parts(Properties).filter(
      ([name, text]) =>
        !said.some(([other, one]) => one === text && (other === name || !said.some(([each]) => each === name))),
    );
    expect([id, missing]).toEqual([id, []]);
  }
});
