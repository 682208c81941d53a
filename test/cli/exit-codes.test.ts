import { GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { GetPolicyCommand, GetRoleCommand, ListAttachedRolePoliciesCommand } from "@aws-sdk/client-iam";
import {
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  ListTagsForStreamCommand,
  type _Record,
  type Shard,
} from "@aws-sdk/client-kinesis";
import { GetApiKeysCommand, GetUsagePlansCommand } from "@aws-sdk/client-api-gateway";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { InterruptedError } from "../../src/engine/errors.ts";
import { main } from "../../src/main.ts";
import { signedIn } from "../helpers/account.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { ourTags } from "../helpers/fake-context.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { fault } from "../helpers/fault.ts";
import { httpServer } from "../helpers/http-server.ts";
import { mockedClients, type MockedAws } from "../helpers/mocked-clients.ts";

const env = { AWS_REGION: "eu-west-1" };

/** An account in which there is nothing. */
function nothingIn(aws: MockedAws): void {
  aws.kinesis.on(DescribeStreamSummaryCommand).rejects(fault("ResourceNotFoundException"));
  aws.kinesis.on(ListTagsForStreamCommand).rejects(fault("ResourceNotFoundException"));
  aws.iam.on(GetRoleCommand).rejects(fault("NoSuchEntityException"));
  aws.iam.on(GetPolicyCommand).rejects(fault("NoSuchEntityException"));
  aws.iam.on(ListAttachedRolePoliciesCommand).rejects(fault("NoSuchEntityException"));
  aws.apigateway.on(GetRestApisCommand).resolves({ items: [] });
  aws.apigateway.on(GetApiKeysCommand).resolves({ items: [] });
  aws.apigateway.on(GetUsagePlansCommand).resolves({ items: [] });
}

/** … but for a stream of one shard. */
function streamIn(aws: MockedAws, Tags: { Key: string; Value: string }[] = ourTags): void {
  aws.kinesis.on(DescribeStreamSummaryCommand).resolves({
    StreamDescriptionSummary: {
      StreamName: "orders",
      StreamARN: "arn",
      StreamStatus: "ACTIVE",
      OpenShardCount: 1,
      RetentionPeriodHours: 24,
      StreamCreationTimestamp: new Date(0),
      EnhancedMonitoring: [],
    },
  });
  aws.kinesis.on(ListTagsForStreamCommand).resolves({ Tags, HasMoreTags: false });
}

async function run(argv: string, arrange: (aws: MockedAws) => void, options: Parameters<typeof fakeIo>[0] = {}) {
  const io = await fakeIo({ env, ...options });
  const { clients, aws, changes } = mockedClients();
  signedIn({ aws });
  nothingIn(aws);
  arrange(aws);
  const exitCode = await main([...argv.split(" "), "--name", "orders"], io, { clients, clock: fakeClock() });
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text, changes: changes(), left: await readdir(io.cwd) };
}

describe("exit code 0", () => {
  test("a step that is as asked prints its answer on stdout, and its story on stderr", async () => {
    expect(await run("create-stream", streamIn)).toMatchObject({
      exitCode: 0,
      stdout: "arn\n",
      stderr: "= Kinesis stream orders: unchanged\n",
      changes: [],
    });
  });

  test("status of nothing is an answer", async () => {
    const { exitCode, stdout, left } = await run("status", () => undefined);
    expect({ exitCode, stdout, left }).toEqual({ exitCode: 0, stdout: "Nothing is there.\n", left: [] });
  });
});

test("status of nothing, where a settings file asks for a proxy, is drift", async () => {
  const io = await fakeIo({ env });
  await writeFile(join(io.cwd, "kinesis-proxy.json"), '{"name":"orders"}');
  const { clients, aws } = mockedClients();
  signedIn({ aws });
  nothingIn(aws);
  expect(await main(["status"], io, { clients, clock: fakeClock() })).toBe(3);
  expect(io.stdout.text).toContain("- Kinesis stream orders: missing\n");
});

describe("exit code 1", () => {
  test("AWS denies", async () => {
    const text = "User: ana is not authorized to perform: kinesis:DescribeStreamSummary";
    const { exitCode, stderr } = await run("create-stream", (aws) =>
      aws.kinesis.on(DescribeStreamSummaryCommand).rejects(fault("AccessDeniedException", text)),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /\nerror: AWS denies kinesis:DescribeStreamSummary, which create-stream \(Kinesis stream orders\) needs: .*\nhint: {2}Give the caller/,
    );
  });

  test("no credentials", async () => {
    const { exitCode, stderr } = await run("status", (aws) =>
      aws.sts.on(GetCallerIdentityCommand).rejects(fault("CredentialsProviderError", "Could not load credentials")),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: There are no AWS credentials\.\nhint:/);
  });

  test("a step whose base is missing, as one document with --json", async () => {
    const { exitCode, stdout } = await run("put-method --json", () => undefined);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        message: "There is no REST API yet.",
        hint: 'Run "kinesis-proxy create-api --name orders" first, or "kinesis-proxy up --name orders" for everything.',
        exitCode: 1,
      },
    });
  });

  test("a bug shows its stack and asks to be reported", async () => {
    const { exitCode, stderr } = await run("status", (aws) =>
      aws.sts.on(GetCallerIdentityCommand).rejects(new TypeError("x is not a function")),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/TypeError: x is not a function\n +at [^]*This is a bug in kinesis-proxy/);
  });

  test.each([200, 404])("an endpoint that is a web site, and answers %i", async (status) => {
    const page = { status, headers: { "content-type": "text/html" }, body: "<html></html>" };
    const { url, asked } = await httpServer(page);
    const io = await fakeIo({ env });
    expect(await main(["up", "--endpoint-url", url, "--yes"], io, { clock: fakeClock() })).toBe(1);
    expect(io.stderr.text).toMatch(/^error: sts:GetCallerIdentity got an answer that is not AWS's/);
    // What is there is looked up beside it; nothing is changed.
    const others = asked.filter(({ body }) => !body.includes("GetCallerIdentity"));
    expect(new Set(others.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(await readdir(io.cwd)).toEqual([]);
  });
});

describe("exit code 3", () => {
  test("something in the way that is not ours", async () => {
    const { exitCode, stderr, changes } = await run("create-stream --shards 2", (aws) => streamIn(aws, []));
    expect(exitCode).toBe(3);
    expect(stderr).toContain("Kinesis stream orders is not this proxy's and differs");
    expect(changes).toEqual([]);
  });

  test("status of a proxy that is not whole", async () => {
    const { exitCode, stdout } = await run("status --json", streamIn);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      name: "orders",
      region: "eu-west-1",
      accountId: "111122223333",
      steps: { stream: { outcome: "unchanged", ours: true, name: "orders", arn: "arn" }, role: { outcome: "absent" } },
    });
  });
});

test("status of what differs ends with the command that repairs it, with the flags in use", async () => {
  const { stderr } = await run("status --region eu-west-1 --path /in", streamIn);
  expect(stderr).toContain("To repair it: kinesis-proxy up --path /in --name orders --region eu-west-1\n");
});

test("exit code 130: interrupted before anything was made, it says so", async () => {
  const signal = AbortSignal.abort(new InterruptedError("Run the same command again to go on."));
  const { exitCode, stderr } = await run("up", () => undefined, { signal });
  expect(exitCode).toBe(130);
  expect(stderr).toContain("error: Interrupted.\nhint:  Nothing was changed.\n");
});

describe("down", () => {
  const stream = (aws: MockedAws): void => {
    streamIn(aws);
    aws.kinesis.on(ListShardsCommand).resolves({ Shards: [] });
    aws.kinesis.on(DeleteStreamCommand).callsFake(() => {
      aws.kinesis.on(DescribeStreamSummaryCommand).rejects(fault("ResourceNotFoundException"));
      return {};
    });
  };

  test("on a terminal it says what goes, and takes yes for an answer", async () => {
    const { exitCode, stderr, changes } = await run("down --no-color", stream, { tty: true, input: "y\n" });
    expect(stderr).toContain(
      "These go from account 111122223333, eu-west-1:\n  - Kinesis stream orders\nRemove them? [y/N] ",
    );
    expect({ exitCode, changes }).toEqual({ exitCode: 0, changes: ["DeleteStream"] });
  });

  test.each(["n\n", "\n", ""])("and %j for a no", async (input) => {
    const { exitCode, stdout, stderr, changes } = await run("down --no-color", stream, { tty: true, input });
    expect(stderr).not.toContain("error:");
    expect({ exitCode, stdout, changes }).toEqual({ exitCode: 0, stdout: "Nothing was changed.\n", changes: [] });
  });

  test.each(["y\n", "y", "yes\ny\n"])("%j typed before the question is thrown away", async (typedAhead) => {
    const { exitCode, stdout, changes } = await run("down", stream, { tty: true, typedAhead, input: "\n" });
    expect({ exitCode, stdout, changes }).toEqual({ exitCode: 0, stdout: "Nothing was changed.\n", changes: [] });
  });

  test("Ctrl-C typed before the question ends it all", async () => {
    const { exitCode, changes } = await run("down", stream, { tty: true, typedAhead: "\u0003", input: "y\n" });
    expect({ exitCode, changes }).toEqual({ exitCode: 130, changes: [] });
  });

  test("no, with --json, is one document", async () => {
    const { exitCode, stdout, changes } = await run("down --json", stream, { tty: true, input: "n\n" });
    expect({ exitCode, changes }).toEqual({ exitCode: 0, changes: [] });
    expect(JSON.parse(stdout)).toMatchObject({ name: "orders", accountId: "111122223333" });
  });

  test("without a terminal it wants --yes, and touches nothing", async () => {
    const { exitCode, stderr, changes } = await run("down", stream, { typedAhead: "y\ny\n" });
    expect({ exitCode, changes }).toEqual({ exitCode: 2, changes: [] });
    expect(stderr).toMatch(/no terminal to ask on\.\nhint: .*--yes/);
  });

  test("with --yes it does not ask", async () => {
    const { exitCode, stdout, changes, left } = await run("down --yes", stream);
    expect({ exitCode, stdout, changes, left }).toEqual({
      exitCode: 0,
      stdout: "Nothing is left.\n",
      changes: ["DeleteStream"],
      left: [],
    });
  });

  const full = (aws: MockedAws): void => {
    stream(aws);
    aws.kinesis.on(ListShardsCommand).resolves({ Shards: [{ ShardId: "shardId-000000000000" }] as Shard[] });
    aws.kinesis.on(GetShardIteratorCommand).resolves({ ShardIterator: "first" });
    aws.kinesis.on(GetRecordsCommand, { ShardIterator: "first" }).resolves({
      Records: [],
      MillisBehindLatest: 60_000,
      NextShardIterator: "second",
    });
    aws.kinesis.on(GetRecordsCommand, { ShardIterator: "second" }).resolves({ Records: [{} as _Record] });
  };

  test("a stream that holds records stays, also when Kinesis needs two answers to say so; --force-stream takes it", async () => {
    const kept = await run("down --yes", full);
    expect({ ...kept, stderr: "" }).toMatchObject({ exitCode: 3, changes: [], left: [] });
    expect(kept.stdout).toBe(
      [
        "Left: Kinesis stream orders (it holds 1 record).",
        "A stream costs money until it is deleted.",
        'Run "kinesis-proxy down --force-stream --name orders" to remove what stays.',
        "",
      ].join("\n"),
    );
    expect(await run("down --yes --force-stream", full)).toMatchObject({ exitCode: 0, changes: ["DeleteStream"] });
  });

  test("on a terminal the records have a question of their own: yes takes them, no leaves them", async () => {
    const { exitCode, stderr, changes } = await run("down --no-color", full, { tty: true, input: "y\n" });
    const question = "Delete 1 record, with Kinesis stream orders (account 111122223333, eu-west-1)? [y/N] ";
    expect(stderr).toContain(question);
    expect({ exitCode, changes }).toEqual({ exitCode: 0, changes: ["DeleteStream"] });
    const kept = await run("down --json", full, { tty: true, input: "n\n" });
    expect(kept).toMatchObject({ exitCode: 0, changes: [] });
    expect(JSON.parse(kept.stdout)).toMatchObject({
      steps: { stream: { outcome: "kept", reason: "the answer was no" } },
    });
  });

  test("twice is fine", async () => {
    const { exitCode, stdout } = await run("down --yes", () => undefined);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "There was nothing to remove.\n" });
  });

  test("what is not ours stays, and is named", async () => {
    const { exitCode, stdout, changes } = await run("down --yes", (aws) => streamIn(aws, []));
    expect({ exitCode, stdout, changes }).toEqual({
      exitCode: 0,
      stdout: "Left: Kinesis stream orders (not made by kinesis-proxy).\n",
      changes: [],
    });
  });
});
