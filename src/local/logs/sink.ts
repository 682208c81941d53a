import type { Account } from "../account/account.ts";
import type { LogSink } from "../account/log-sink.ts";
import { groupArn } from "./call.ts";
import { expire, logsStore } from "./store.ts";
import { newGroup, newStream, writeEvents } from "./write-events.ts";

/** Where the account's services write log lines. `partitionOf` gives a region's partition. */
export function sinkOf(account: Account, partitionOf: (region: string) => string): LogSink {
  return {
    put(region, groupName, streamName, events, makeGroup = false) {
      const store = logsStore(account, region);
      const now = account.clock.now();
      let group = store.groups.get(groupName);
      if (group === undefined) {
        if (!makeGroup) return false;
        const arn = groupArn({ account, region, partition: partitionOf(region) }, groupName);
        store.groups.set(groupName, (group = newGroup(arn, groupName, now)));
      }
      expire(store, group, now);
      const stream = group.streams.get(streamName) ?? newStream(group, streamName, now);
      writeEvents(account, region, store, group, stream, events);
      return true;
    },
  };
}
