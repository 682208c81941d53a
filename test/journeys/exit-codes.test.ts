import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand } from "@aws-sdk/client-kinesis";
import { describe, expect, test } from "vitest";
import { InterruptedError } from "../../src/engine/errors.ts";
import { main } from "../../src/main.ts";
import { fakeClock } from "../helpers/fake-clock.ts";
import { fakeIo } from "../helpers/fake-io.ts";
import { deskAt } from "./cli.ts";
import { runBeside, runHere } from "./in-process.ts";
import { world, type Clients } from "./world.ts";

const name = "orders";
const proxy = "up --no-probe --api-key --allow-ips 127.0.0.1";

/** Commands in the order in which they run, each with its exit code. */
type Story = readonly (readonly [command: string, code: number])[];

/** What there is before, and what each command makes of it. */
const stories: Readonly<
  Record<string, { readonly before?: (clients: Clients) => Promise<unknown>; readonly story: Story }>
> = {
  "nothing there": {
    story: [
      ["status", 0],
      ["plan", 3],
      ["plan --down", 0],
      ["down", 2],
      ["down --yes", 0],
      ["down --dry-run", 0],
      ["import", 2],
      ["import --yes", 0],
      ["import --dry-run", 0],
      ["unlock", 0],
      ["render", 0],
      ["send", 1],
      ["read-records", 1],
      ["tail --idle-timeout 1s", 1],
      ["put-method", 1],
      ["put-integration", 1],
      ["deploy", 1],
      ["allow-ips 127.0.0.1", 1],
      ["allow-ips --list", 1],
      ["up --dry-run", 3],
      ["create-stream --dry-run", 3],
      ["create-stream", 0],
      ["create-role", 0],
      ["create-api", 0],
      ["status", 3],
    ],
  },
  "all as asked": {
    story: [
      [proxy, 0],
      ["status", 0],
      ["plan", 0],
      ["plan --down", 3],
      ["up --dry-run", 0],
      ["up --no-probe", 0],
      ["create-stream", 0],
      ["create-role", 0],
      ["create-api", 0],
      ["put-method", 0],
      ["put-integration", 0],
      ["deploy", 0],
      ["allow-ips 127.0.0.1", 0],
      ["allow-ips --list", 0],
      ["import --yes", 0],
      ["unlock", 0],
      ["render", 0],
      ["send", 0],
      ["read-records", 0],
      ["tail --idle-timeout 1s", 0],
      ["down --dry-run", 3],
      ["down --yes", 3],
      ["status", 3],
      ["down --yes --force-stream", 0],
      ["status", 0],
    ],
  },
  "something else than asked": {
    story: [
      [proxy, 0],
      ["down --keep-stream --yes", 0],
      [proxy, 0],
      ["plan --shards 2", 3],
      ["create-stream --shards 2 --dry-run", 3],
      ["put-integration --newline", 0],
      ["status", 3],
      ["plan", 3],
      ["deploy --dry-run", 3],
      ["deploy", 0],
      ["status", 0],
      ["plan --path /events", 3],
      ["up --no-probe --path /events", 0],
      ["plan", 0],
      ["up --shards 0", 2],
      ["status --nope", 2],
    ],
  },
  "something of others in the way": {
    async before({ kinesis, iam }) {
      await kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
      const Statement = [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }];
      const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
      await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
    },
    story: [
      ["create-stream", 0],
      ["create-stream --shards 2", 3],
      ["create-stream --shards 2 --dry-run", 3],
      ["create-role", 3],
      ["up --no-probe", 3],
      ["plan", 3],
      ["status", 3],
      ["read-records", 0],
      ["import --dry-run", 3],
      ["import", 2],
      ["down --yes", 0],
    ],
  },
  "a question, and no terminal": {
    story: [
      [proxy, 0],
      ["down", 2],
      ["allow-ips --clear", 2],
      ["up --no-probe --no-api-key", 2],
      ["put-method --no-api-key", 2],
      ["status", 0],
      ["allow-ips --clear --yes", 0],
      ["put-method --no-api-key --yes", 0],
      ["deploy", 0],
      ["status", 0],
    ],
  },
};

describe.each(Object.entries(stories))("%s", (_, { before, story }) => {
  test("each command ends with its exit code", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    await before?.(clients);
    const codes: (readonly [string, number | null])[] = [];
    for (const [command] of story) {
      // A record needs time to arrive.
      const run = command === "send" ? runBeside : runHere;
      const { code } = await run(desk, ...command.split(" "), "--local", "--name", name);
      codes.push([command, code]);
    }
    expect(codes).toEqual(story);
  });
});

test.each([
  "up --yes",
  "plan",
  "status",
  "down --yes",
  "import --yes",
  "send",
  "read-records",
  "tail",
  "create-stream",
  "create-role",
  "create-api",
  "put-method",
  "put-integration",
  "deploy",
  "allow-ips 127.0.0.1",
  "allow-ips --list",
  "local --port 0",
  "dev --port 0",
])("%s, interrupted: 130", async (command) => {
  const { local } = await world();
  const env = { KINESIS_PROXY_LOCAL_PORT: String(local.port) };
  const io = await fakeIo({ env, signal: AbortSignal.abort(new InterruptedError()) });
  const where = /^(local|dev)/.test(command) ? [] : ["--local"];
  expect(await main([...command.split(" "), ...where], io, { clock: fakeClock() })).toBe(130);
});
