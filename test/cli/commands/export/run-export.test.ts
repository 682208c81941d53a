import { mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GetApiKeysCommand } from "@aws-sdk/client-api-gateway";
import { expect, onTestFinished, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import { main } from "../../../../src/main.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { clientsOf } from "../../../local/clients.ts";
import { made } from "./compared.ts";
import { everything, exported } from "./exported.ts";

const formats = ["aws-cli", "cloudformation", "openapi", "terraform"];

test.each(formats)("%s never has a secret in it, and asks for it instead", async (format) => {
  const text = await exported(format, ...everything);
  expect(text).not.toContain("shake-secret");
  expect(text).not.toContain("fire-secret");
  expect(text).toMatch(/handshake_?token/i);
  expect(text).toMatch(/firehose_?key/i);
  expect(text).toContain("hub.verify_token");
});

test("no format has a secret of what is there, nor the value of an API key", async () => {
  const local = await startLocal();
  onTestFinished(() => local.close());
  const words =
    "--handshake hub.challenge --handshake-token hub.verify_token=shake-secret --api-key --batch-path /batch";
  const asked = [
    ...words.split(" "),
    "--batch-from",
    "firehose",
    "--firehose-key",
    "fire-secret",
    "--access-log",
    "--name",
    "orders",
  ];
  await made(local, asked);
  const { items = [] } = await clientsOf(local).apigateway.send(new GetApiKeysCommand({ includeValues: true }));
  expect(items).toHaveLength(1);
  for (const format of formats) {
    const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } });
    expect(await main(["export", format, "--from-aws", "--local", "--name", "orders"], io), io.stderr.text).toBe(0);
    expect(io.stdout.text).toContain("hub.verify_token");
    // AWS has no settings of a stage on which they are all off: Terraform could not take them over.
    expect(io.stdout.text).not.toMatch(/aws_api_gateway_method_settings|MethodSettings/);
    for (const secret of ["shake-secret", "fire-secret", items[0]?.value ?? ""])
      expect(io.stdout.text + io.stderr.text).not.toContain(secret);
  }
});

test.each(formats)("%s is the same for --json, as one document", async (format) => {
  const schema = ["--schema", join(import.meta.dirname, "event.schema.json")];
  const text = await exported(format, "--name", "orders", ...schema);
  expect(JSON.parse(await exported(format, "--name", "orders", ...schema, "--json"))).toEqual({ format, text });
  // It looks like a command, and is none.
  if (format === "cloudformation" || format === "terraform")
    expect(text).toMatch(/description.*"?kinesis-proxy orders"?$/im);
});

test("--out writes a file, and replaces one with --force only", async () => {
  const io = await fakeIo();
  const path = join(io.cwd, "main.tf");
  await writeFile(path, "mine");
  expect(await main(["export", "terraform", "--out", "main.tf"], io)).toBe(2);
  expect(io.stderr.text).toContain("main.tf exists already.");
  expect(await readFile(path, "utf8")).toBe("mine");
  expect(await main(["export", "terraform", "--out", "main.tf", "--force"], io)).toBe(0);
  expect(await readFile(path, "utf8")).toBe(await exported("terraform"));
});

test("--out names a folder, or a link to nothing: told, and left", async () => {
  const io = await fakeIo();
  await mkdir(join(io.cwd, "out"));
  await symlink("nowhere", join(io.cwd, "link"));
  for (const [out, why] of [
    ["out", "out cannot be written: it is a folder."],
    ["link", "is a link that leads to no file."],
  ] as const) {
    expect(await main(["export", "openapi", "--out", out, "--force"], io)).toBe(2);
    expect(io.stderr.text).toContain(why);
  }
  expect((await readdir(io.cwd)).sort()).toEqual(["link", "out"]);
});

test.each([
  [["pulumi"], '"pulumi" is not a format.'],
  [[], "No format is named."],
])("another word is no format: %s", async (words, why) => {
  const io = await fakeIo();
  expect(await main(["export", ...words], io)).toBe(2);
  expect(io.stdout.text).toBe("");
  expect(io.stderr.text).toContain(why);
});
