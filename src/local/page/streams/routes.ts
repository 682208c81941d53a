import { allStreams, regionsWithStreams, storeOf } from "../../kinesis/store.ts";
import { statusOf } from "../../kinesis/stream/stream.ts";
import type { Stream } from "../../kinesis/stream/stream.ts";
import type { StreamSummary } from "../api/stream-view.ts";
import type { Desk } from "../desk.ts";
import type { Asked, PageRoute } from "../page-route.ts";
import { keyPlace } from "../requests/places.ts";
import { foundStream as found } from "./found-stream.ts";
import { recordList } from "./record-list.ts";
import { streamView } from "./stream-view.ts";

/** The routes that are about streams. */
export const streamRoutes: readonly PageRoute[] = [
  { method: "GET", path: /^\/streams$/, run: ({ desk }) => summaries(desk) },
  {
    method: "GET",
    path: /^\/streams\/([^/]+)\/([^/]+)$/,
    run: (asked) => {
      const { stream, region, now } = found(asked);
      return { ...summary(stream, region, now), ...streamView(stream, now) };
    },
  },
  { method: "GET", path: /^\/streams\/([^/]+)\/([^/]+)\/records$/, run: (asked) => recordList(asked, found(asked)) },
  { method: "GET", path: /^\/streams\/([^/]+)\/([^/]+)\/place$/, run: place },
];

function summaries({ account }: Desk): readonly StreamSummary[] {
  const now = account.clock.now();
  return regionsWithStreams(account).flatMap((region) =>
    allStreams(storeOf({ account, region }), now).map((stream) => summary(stream, region, now)),
  );
}

function summary(stream: Stream, region: string, now: number): StreamSummary {
  return {
    region,
    name: stream.name,
    status: statusOf(stream, now),
    mode: stream.mode,
    openShards: stream.open.length,
    records: stream.shards.reduce((sum, { log }) => sum + log.length, 0),
  };
}

function place(asked: Asked): unknown {
  const { stream, region } = found(asked);
  return keyPlace(asked.desk.account, region, stream.name, asked.query.get("key") ?? "");
}
