import { Account } from "../../account/account.ts";
import type { Caller } from "../../account/scope.ts";
import { partitionOf } from "../../account/callers.ts";
import type { IntegrationCall } from "../../execute-api/integration/service-call.ts";
import type { WireResponse } from "../../http/wire.ts";
import { findStream, storeOf } from "../../kinesis/store.ts";
import { ShardRates } from "../../kinesis/stream/rates.ts";
import { RecordLog } from "../../kinesis/stream/record-log.ts";
import type { Stream } from "../../kinesis/stream/stream.ts";
import { membersOf } from "../../requests/stored.ts";
import { serviceNamed } from "../../services.ts";

/** What Kinesis would answer to the call: asked in an account of its own, with an empty stream of the same shards. */
export async function tried(
  account: Account,
  asked: IntegrationCall,
  caller: Caller,
): Promise<WireResponse | undefined> {
  const service = asked.service === "kinesis" ? serviceNamed("kinesis") : undefined;
  if (service === undefined) return undefined;
  const { region, request } = asked;
  const scratch = new Account(account.id, account.clock);
  const { StreamName: name, StreamARN: arn } = membersOf(request.body);
  const named = typeof name === "string" ? name : (String(arn ?? "").split("/")[1] ?? "");
  const stream = findStream(storeOf({ account, region }), named, account.clock.now());
  if (stream !== undefined) storeOf({ account: scratch, region }).streams.set(named, empty(stream));
  return service.answer({ account: scratch, region, partition: partitionOf(region), caller }, request);
}

function empty(stream: Stream): Stream {
  const shards = stream.shards.map((shard) => ({ ...shard, log: new RecordLog(), rates: new ShardRates() }));
  const open = stream.open.flatMap(({ index }) => shards.find((shard) => shard.index === index) ?? []);
  return { ...stream, shards, open, pending: undefined };
}
