import { hostname } from "node:os";
import { overHttp2 } from "../../../aws/create-clients.ts";
import { registerConsumer } from "../../../records/read/fan-out/register-consumer.ts";
import { subscribeShard } from "../../../records/read/fan-out/subscribe-shard.ts";
import type { Source } from "../../../records/read/shard/run.ts";
import { isAlive, pidSpace } from "../../../state/lock/alive.ts";
import type { ReadSession } from "../../session.ts";
import { consumerName, isLeft } from "./consumer-name.ts";

/** A source of records that Kinesis pushes to; the consumer behind it is gone when it is disposed of. */
export async function fanOut(
  { clients, clock, signal, report, io }: ReadSession,
  streamName: string,
): Promise<AsyncDisposable & { readonly source: Source }> {
  // In containers, hosts of the same name count their processes apart.
  const space = pidSpace()?.replace(/\D/g, "");
  const host = space === undefined ? hostname() : `${hostname()}.${space}`;
  const me = { host, pid: process.pid, start: Math.floor(performance.timeOrigin / 1_000) };
  const options = {
    streamName,
    name: consumerName(me),
    isLeft: (name: string) => isLeft(name, me, (pid) => isAlive({ pid, host: hostname() })),
    clock,
    signal,
  };
  const client = overHttp2(clients.kinesis, { env: io.env, clock, signal, report });
  try {
    const consumer = await registerConsumer(clients.kinesis, options);
    return {
      source: subscribeShard(client, consumer.arn),
      async [Symbol.asyncDispose]() {
        client.destroy();
        await consumer[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    client.destroy();
    throw error;
  }
}
