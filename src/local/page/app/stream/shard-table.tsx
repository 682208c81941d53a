import type { KeyPlace, ShardView } from "../../api.ts";
import { sayCount, sayRate, sayShard, saySize } from "../model/say.ts";

interface ShardTableProps {
  readonly shards: readonly ShardView[];
  readonly chosen: string;
  readonly place: KeyPlace | undefined;
  readonly onChoose: (id: string) => void;
}

/** Each shard with its range, its records and its rate. */
export function ShardTable({ shards, chosen, place, onChoose }: ShardTableProps) {
  return (
    <details class="shard-table" open={shards.length <= 8}>
      <summary>Shards</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Shards">
        <table>
          <thead>
            <tr>
              <th scope="col">Shard</th>
              <th scope="col" class="right">
                Records
              </th>
              <th scope="col" class="right">
                Bytes
              </th>
              <th scope="col" class="right">
                Rate
              </th>
              <th scope="col">Range</th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            {shards.map((shard) => (
              <tr key={shard.id} class={shard.id === place?.shardId ? "found" : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    class="quiet"
                    aria-pressed={shard.id === chosen}
                    title={shard.id}
                    onClick={() => onChoose(shard.id)}
                  >
                    {sayShard(shard.id)}
                  </button>
                  {!shard.open && <span class="soft"> closed</span>}
                </th>
                <td class="right">{sayCount(shard.records)}</td>
                <td class="right">{saySize(shard.bytes)}</td>
                <td class="right">
                  {sayRate(shard.recordsPerSecond)} <span class="soft">{saySize(shard.bytesPerSecond)}/s</span>
                </td>
                <td title={`${shard.firstHash} to ${shard.lastHash}`}>
                  {(shard.from * 100).toFixed(1)}–{(shard.to * 100).toFixed(1)} %
                </td>
                <td class="soft">{shard.parents.map(sayShard).join(", ") || "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
