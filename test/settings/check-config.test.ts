import { expect, test } from "vitest";
import { main } from "../../src/main.ts";
import { signedIn } from "../helpers/account.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { mockedClients } from "../helpers/mocked-clients.ts";

async function up(...flags: readonly string[]) {
  const io = await fakeIo({ env: { AWS_REGION: "eu-west-1" } });
  const { clients, aws, calls, changes } = mockedClients();
  signedIn({ aws });
  const exitCode = await main(["up", ...flags], io, { clients, clock: fakeClock() });
  return { exitCode, stderr: io.stderr.text, calls: calls.length, changes: changes().length };
}

test.each<[flags: readonly string[], error: string, hint: string]>([
  [
    ["--schema", "{}", "--accept", "text", "image/png"],
    "--schema applies to JSON bodies, and --accept text image/png takes none.",
    "Add json to --accept, or pass --schema none.",
  ],
  [
    ["--respond", "receipt", "--status", "accepted=204"],
    "An answer with status 204 has no body, and so no receipt.",
    "Pass another --status accepted=, such as 201, or --respond empty.",
  ],
  [
    ["--cors", "*", "--cors-credentials"],
    "--cors * cannot go with --cors-credentials: browsers send no credentials to an endpoint that is for all origins.",
    "Name the origins, such as --cors https://app.example.com, or pass --no-cors-credentials.",
  ],
  [
    ["--cors-headers", "X-Tenant"],
    "--cors-headers is for pages in browsers, and no origin is named.",
    "Add the origins of these pages, such as --cors https://app.example.com.",
  ],
  [
    ["--cors-credentials"],
    "--cors-credentials is for pages in browsers, and no origin is named.",
    "Add the origins of these pages, such as --cors https://app.example.com.",
  ],
  [
    ["--batch-path", "/many", "--batch-from", "firehose", "--partition-key", "body:$.id"],
    "--partition-key cannot be from the body with --batch-from firehose.",
    "Pass --partition-key request-id, or one from a header.",
  ],
  [
    ["--batch-path", "/many", "--batch-from", "ndjson", "--partition-key", "body:$.ids[0]"],
    "--partition-key cannot be from an item of a list with --batch-from ndjson.",
    "Pass --partition-key request-id, or one from a header.",
  ],
  [
    ["--batch-from", "ndjson"],
    "--batch-from is about the requests of the batch route, and there is none.",
    "Pass --batch-path /batch, too, or leave it out.",
  ],
  [
    ["--batch-from", "$.data.events", "--no-batch-path"],
    "--batch-from is about the requests of the batch route, and there is none.",
    "Pass --batch-path /batch, too, or leave it out.",
  ],
  [
    ["--quota", "10000/day"],
    "--quota counts the requests of each API key, and callers need none.",
    "Pass --api-key, too, or --no-quota.",
  ],
  [
    ["--handshake-token", "hub.verify_token=abc"],
    "--handshake-token is for handshakes, and there are none.",
    "Pass --handshake with the name of the challenge's parameter too.",
  ],
  [["--health", "/"], '--health and --path are both "/".', "Give the health check a path of its own, such as /health."],
  [
    ["--batch-path", "/many", "--batch-from", "firehose", "--api-key"],
    "Firehose can send neither an API key nor a signature, and an API key is asked for.",
    "Pass --firehose-key with the access key of the Firehose stream: the batch route asks for that in their place.",
  ],
])("%j do not fit together", async (flags, error, hint) => {
  const { exitCode, stderr, calls, changes } = await up(...flags);
  expect({ exitCode, stderr, changes }).toEqual({
    exitCode: 2,
    stderr: `error: ${error}\nhint:  ${hint}\n`,
    changes: 0,
  });
  // What is of no use alone may have its other half in the tags of the REST API: these are read first.
  if (!alone.has(flags.join(" "))) expect(calls).toBe(0);
});

const alone: ReadonlySet<string> = new Set([
  "--cors-headers X-Tenant",
  "--cors-credentials",
  "--batch-from ndjson",
  "--quota 10000/day",
  "--handshake-token hub.verify_token=abc",
]);

test("who takes the batch route away need not take away what a preset or a variable says of its requests", async () => {
  const { stderr } = await up("--preset", "firehose", "--no-batch-path", "--dry-run");
  expect(stderr).not.toContain("about the requests of the batch route");
});

test("--batch-from records is what there is anyway", async () => {
  const { exitCode, stderr } = await up("--batch-from", "records", "--no-batch-path", "--dry-run");
  expect([exitCode === 2, stderr]).toEqual([false, expect.not.stringContaining("about the requests of the batch")]);
});
