import type { KeyPlace, ShardView } from "../../api.ts";
import { sayMany, sayRate, sayShard } from "../model/say.ts";

interface ShardMapProps {
  readonly shards: readonly ShardView[];
  readonly chosen: string;
  readonly place: KeyPlace | undefined;
  /** Where the newest records fell, from 0 to 1. */
  readonly fell: readonly number[];
  readonly onChoose: (id: string) => void;
}

const percent = (part: number): string => `${part * 100}%`;

/** The open shards side by side, each as wide as its range of the hash space; a pin where a key falls. */
export function ShardMap({ shards, chosen, place, fell, onChoose }: ShardMapProps) {
  const open = shards.filter((shard) => shard.open);
  const most = Math.max(...open.map(({ records }) => records), 1);
  return (
    <div class="shard-map">
      <div class="band">
        {open.map((shard) => (
          <button
            type="button"
            class="block"
            key={shard.id}
            style={{ left: percent(shard.from), width: percent(shard.to - shard.from) }}
            aria-pressed={shard.id === chosen}
            title={`Show the records of ${shard.id} only`}
            onClick={() => onChoose(shard.id)}
          >
            <span class="fill" aria-hidden="true" style={{ height: percent(shard.records / most) }} />
            <span class="block-text">
              <b>{sayShard(shard.id)}</b> <span>{sayMany(shard.records, "record")}</span>{" "}
              <span class={shard.recordsPerSecond > 0 ? "rate on" : "rate"}>{sayRate(shard.recordsPerSecond)}</span>
            </span>
          </button>
        ))}
        {fell.map((at) => (
          <span class="tick" aria-hidden="true" style={{ left: percent(at) }} />
        ))}
        {place !== undefined && <span class="pin" aria-hidden="true" style={{ left: percent(place.at) }} />}
      </div>
      <div class="scale soft" aria-hidden="true">
        <span>0</span>
        <span>hash of the partition key; a tick for each of the newest records</span>
        <span>
          2<sup>128</sup>
        </span>
      </div>
    </div>
  );
}
