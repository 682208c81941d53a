import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { createServer as createSocket } from "node:net";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { Kinesis } from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { Account } from "../../../src/local/account/account.ts";
import { systemClock } from "../../../src/local/account/clock.ts";
import { kinesis } from "./bench.ts";
import { caller, request } from "./bench.ts";

/** A Kinesis behind a socket, with a client for it. */
export interface Served {
  readonly client: Kinesis;
  /** One more client, gone with the others. */
  another(): Kinesis;
  close(): Promise<void>;
}

const ACCOUNT = "000000000000";

/** Ours behind node:http. */
export async function serveOurs(): Promise<Served> {
  const account = new Account(ACCOUNT, systemClock);
  const root = caller(`arn:aws:iam::${ACCOUNT}:root`, () => true);
  const scope = { account, region: "us-east-1", partition: "aws", caller: root };
  const server = createServer(async (incoming, outgoing) => {
    const headers = incoming.headers as Record<string, string>;
    const answer = await kinesis.answer(scope, request("", await buffer(incoming), headers));
    outgoing.writeHead(answer.status, answer.headers as Record<string, string>).end(answer.body);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const clients = clientsFor((server.address() as AddressInfo).port);
  return {
    ...clients,
    async close() {
      clients.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** kinesis-local in a process of its own, with streams that are ready at once. */
export async function serveOracle(): Promise<Served> {
  const [plain, tls] = [await freePort(), await freePort()];
  const durations = ["CREATE_STREAM", "DELETE_STREAM", "REGISTER_STREAM_CONSUMER", "START_STREAM_ENCRYPTION"].concat(
    ["STOP_STREAM_ENCRYPTION", "DEREGISTER_STREAM_CONSUMER", "MERGE_SHARDS", "SPLIT_SHARD", "UPDATE_SHARD_COUNT"],
    ["UPDATE_STREAM_MODE"],
  );
  const main = createRequire(import.meta.url).resolve("kinesis-local");
  const program = spawn(process.execPath, [main], {
    // It looks for its certificate in the working directory.
    cwd: dirname(main),
    env: {
      ...process.env,
      KINESIS_MOCK_PLAIN_PORT: String(plain),
      KINESIS_MOCK_TLS_PORT: String(tls),
      AWS_ACCOUNT_ID: ACCOUNT,
      AWS_REGION: "us-east-1",
      ROOT_LOG_LEVEL: "ERROR",
      LOG_LEVEL: "INFO",
      LOAD_DATA_IF_EXISTS: "false",
      ...Object.fromEntries(durations.map((name) => [`${name}_DURATION`, "0ms"])),
    },
    stdio: "ignore",
  });
  const kill = () => program.kill("SIGKILL");
  process.once("exit", kill);
  const clients = clientsFor(plain);
  await answering(clients.client);
  return {
    ...clients,
    async close() {
      clients.destroy();
      process.off("exit", kill);
      kill();
      await once(program, "exit");
    },
  };
}

/** Waits until the port takes requests: the program does not say when. */
async function answering(client: Kinesis): Promise<void> {
  for (;;) {
    const up = await client.listStreams({}).then(
      () => true,
      () => false,
    );
    if (up) return;
    await setTimeout(100);
  }
}

function clientsFor(port: number) {
  const client = clientFor(port);
  const all = [client];
  const another = (): Kinesis => {
    const one = clientFor(port);
    all.push(one);
    return one;
  };
  return { client, another, destroy: () => all.forEach((one) => one.destroy()) };
}

function clientFor(port: number): Kinesis {
  return new Kinesis({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIA", secretAccessKey: "secret" },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  });
}

async function freePort(): Promise<number> {
  const socket = createSocket();
  await once(socket.listen(0, "127.0.0.1"), "listening");
  const { port } = socket.address() as AddressInfo;
  await new Promise((done) => socket.close(done));
  return port;
}
