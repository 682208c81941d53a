import type { KeyPlace, RecordList, StreamView } from "../../api.ts";
import { sayCount, sayMany } from "../model/say.ts";
import { goWith } from "../state/here.ts";
import { useAnswer } from "../state/use-answer.ts";
import { useTicks } from "../state/use-ticks.ts";
import { KeyFinder } from "./key-finder.tsx";
import { RecordsList } from "./records-list.tsx";
import { ShardMap } from "./shard-map.tsx";
import { ShardTable } from "./shard-table.tsx";

interface OneStreamProps {
  readonly region: string;
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
}

/** A stream: its shards over the hash space, where a key falls, and its records. */
export function OneStream({ region, name, query: { key = "", shard = "", text = "" } }: OneStreamProps) {
  const path = `/streams/${encodeURIComponent(region)}/${encodeURIComponent(name)}`;
  const { data: stream, error } = useAnswer<StreamView>(path, useTicks(1000));
  const { data: place } = useAnswer<KeyPlace>(
    key === "" ? undefined : `${path}/place?key=${encodeURIComponent(key)}`,
    stream?.openShards,
  );
  const { data: newest } = useAnswer<RecordList>(stream && `${path}/records?limit=100`, stream?.records);
  if (error !== undefined) return <p class="waiting">{error.message}</p>;
  if (stream === undefined) return <p class="waiting">Looking …</p>;
  const choose = (id: string) => goWith({ shard: id === shard ? "" : id });
  return (
    <>
      <div class="page-head">
        <h2>{name}</h2>
        <span class="soft">
          {region} · {stream.status} · {stream.mode === "ON_DEMAND" ? "on demand" : "provisioned"} ·{" "}
          {sayMany(stream.openShards, "open shard")} · {sayMany(stream.records, "record")} · kept{" "}
          {sayCount(stream.retentionHours)} h{stream.encrypted && " · encrypted"}
        </span>
      </div>
      <KeyFinder value={key} place={place} onKey={(next) => goWith({ key: next })} />
      <ShardMap
        shards={stream.shards}
        chosen={shard}
        place={place}
        fell={(newest?.records ?? []).map(({ at }) => at)}
        onChoose={choose}
      />
      <ShardTable shards={stream.shards} chosen={shard} place={place} onChoose={choose} />
      <RecordsList path={path} total={stream.records} shard={shard} text={text} />
    </>
  );
}
