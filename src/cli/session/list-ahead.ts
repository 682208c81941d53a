import { shardList } from "../../aws/list-shards.ts";
import type { Clients } from "../../aws/clients.ts";
import type { Config } from "../../settings/config.ts";

/** Asks for the shards of the proxy's stream, which the run will ask for, too, once AWS has said who the caller is. */
export function listAhead({ kinesis }: Pick<Clients, "kinesis">, { streamName }: Pick<Config, "streamName">): void {
  // A call that fails here is made again by the run.
  kinesis.send(shardList(streamName)).catch(() => undefined);
}
