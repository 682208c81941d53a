import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { senderLists } from "../../../../src/cli/commands/allow-ips/sender-lists.ts";
import { senderRanges } from "../../../../src/cli/commands/allow-ips/sender-ranges.ts";
import { UsageError } from "../../../../src/engine/errors.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { deadUrl, httpServer, type Reply } from "../../../helpers/http-server.ts";

/** As GET /meta of GitHub's REST API answers: its schema, shortened. https://docs.github.com/en/rest/meta/meta */
const meta = {
  verifiable_password_authentication: false,
  ssh_key_fingerprints: { SHA256_ED25519: "324324324" },
  hooks: ["192.30.252.0/22", "2a0a:a440::/29", "9.234.98.160/28", "9.234.98.176/28"],
  web: ["198.51.100.0/24"],
  actions: ["192.0.2.0/24"],
  domains: { website: ["*.github.com"] },
};
const hooks = ["192.30.252.0/22", "2a0a:a440::/29", "9.234.98.160/27"];

/** As https://stripe.com/files/ips/ips_webhooks.json and ips_webhooks.txt are written. https://docs.stripe.com/ips */
const stripeJson = '{\n  "WEBHOOKS": [\n    "3.18.12.63",\n    "3.130.192.231"\n  ]\n}\n';
const stripeText = "3.18.12.63\n3.130.192.231\n";
const stripe = ["3.18.12.63/32", "3.130.192.231/32"];

const copy = '{"source":"mine.txt","date":"2026-01-01","ranges":["10.0.0.0/8"]}';

/** Reads the list of a sender anew, beside a copy; `kept` is that copy afterwards. */
async function refreshed(
  name: string,
  refresh: string | true | undefined,
  { url = "", files = {} as Record<string, string> } = {},
) {
  const io = await fakeIo();
  const statePath = join(io.cwd, "state.json");
  const path = join(io.cwd, `list-${name}.json`);
  await writeFile(path, copy);
  for (const [file, text] of Object.entries(files)) await writeFile(join(io.cwd, file), text);
  const told: string[] = [];
  const work: (() => Promise<void>)[] = [];
  const known = { ...senderLists[name]!, ...(url !== "" && { source: url }) };
  const ranges = await senderRanges(io, name, {
    statePath,
    refresh,
    known,
    tell: (text) => void told.push(text),
    keep: (one) => void work.push(one),
  }).catch((error: unknown) => error);
  const before = await readFile(path, "utf8");
  for (const one of work) await one();
  return { ranges, told, before, after: await readFile(path, "utf8") };
}

test.each([
  ["github", JSON.stringify(meta), hooks],
  ["stripe", stripeJson, stripe],
  ["stripe", `\uFEFF${stripeJson}`, stripe],
])("the list of %s is read from its source, and kept once the change is made", async (name, body, list) => {
  const server = await httpServer({ status: 200, headers: { "content-type": "application/json" }, body });
  const { ranges, told, before, after } = await refreshed(name, true, { url: server.url });
  expect(ranges).toEqual(list);
  expect(told).toEqual([`Addresses of ${name}: ${list.length} ranges, read from ${server.url}.`]);
  expect(before).toBe(copy);
  expect(JSON.parse(after)).toMatchObject({ source: server.url, ranges: list });
  // GitHub refuses requests without a user agent.
  expect(server.asked).toMatchObject([{ method: "GET", headers: { "user-agent": "kinesis-proxy" } }]);
});

test.each<[string, Reply, string]>([
  [
    "a redirect",
    { status: 302, headers: { location: "https://login.example/" } },
    "it answered 302 and points to https://login.example/.",
  ],
  ["an error page", { status: 503, body: "<html>Sorry</html>" }, "it answered 503."],
  ["a rate limit", { status: 403, body: '{"message":"API rate limit exceeded"}' }, "it answered 403."],
  ["too much", { status: 200, body: " ".repeat(2 * 1024 * 1024) }, "it is larger than 1 MiB."],
])("%s is no list: one sentence, and the copy stays", async (_, reply, message) => {
  const server = await httpServer(reply);
  const { ranges, before, after } = await refreshed("github", true, { url: server.url });
  expect(ranges).toMatchObject({
    message: `${server.url} cannot be read: ${message}`,
    hint: expect.stringContaining("--refresh FILE"),
  });
  expect([before, after]).toEqual([copy, copy]);
});

test.each<[string, string, string]>([
  ["a web page", "<!DOCTYPE html><title>Sign in</title>", "is a web page, not JSON."],
  ["nothing", "", "is empty."],
  ["half of it", JSON.stringify(meta).slice(0, 200), "is not JSON."],
  ["another document", '{"message":"Moved"}', 'has no list "hooks" with addresses.'],
  ["an empty list", '{"hooks":[]}', 'has no list "hooks" with addresses.'],
])("%s in place of the list is wrong usage, and the copy stays", async (_, body, message) => {
  const server = await httpServer({ status: 200, body });
  const { ranges, before, after } = await refreshed("github", true, { url: server.url });
  expect(ranges).toBeInstanceOf(UsageError);
  expect(ranges).toMatchObject({
    message: `${server.url} ${message}`,
    hint: expect.stringContaining("--refresh FILE"),
  });
  expect([before, after]).toEqual([copy, copy]);
});

test("nobody there is said", async () => {
  const url = await deadUrl();
  const { ranges } = await refreshed("github", true, { url });
  expect(ranges).toMatchObject({ message: expect.stringMatching(/cannot be read: \S.*ECONNREFUSED/) });
});

test.each([
  ["stripe", "ips.txt", stripeText, stripe],
  ["stripe", "ips.json", stripeJson, stripe],
  ["stripe", "ips.txt", `\uFEFF${stripeText}`, stripe],
  ["github", "meta.json", JSON.stringify(meta), hooks],
  ["github", "hooks.json", JSON.stringify(meta.hooks), hooks],
  ["appsflyer", "list.txt", "45.92.116.0/22 # from their page\n", ["45.92.116.0/22"]],
  ["appsflyer", "list.json", '["45.92.116.0/22"]', ["45.92.116.0/22"]],
])("of %s a file may be %s", async (name, file, text, list) => {
  const { ranges, told } = await refreshed(name, file, { files: { [file]: text } });
  expect(ranges).toEqual(list);
  const count = list.length === 1 ? "1 range" : `${list.length} ranges`;
  expect(told[0]).toBe(`Addresses of ${name}: ${count}, read from ${file}.`);
});

test("a page for people is not read: what to do is said", async () => {
  const { ranges, after } = await refreshed("appsflyer", true);
  expect(ranges).toMatchObject({
    message: `appsflyer publishes its addresses on a page for people: ${senderLists["appsflyer"]?.source}.`,
    hint: 'Copy them into a file and run "kinesis-proxy allow-ips appsflyer --refresh FILE".',
  });
  expect(after).toBe(copy);
});

test("a copy says how it is renewed: from the source, or where that is a page for people from a file", async () => {
  expect((await refreshed("stripe", undefined)).told[0]).toContain(
    '"kinesis-proxy allow-ips stripe --refresh" reads https:',
  );
  const { told } = await refreshed("appsflyer", undefined);
  expect(told[0]).toContain('"kinesis-proxy allow-ips appsflyer --refresh FILE" takes those of https:');
});
