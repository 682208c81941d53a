import type { PutPlace } from "../../api.ts";
import { sayMany, sayShard, saySize } from "../model/say.ts";
import { ContentView } from "./content-view.tsx";
import { Shown } from "./shown.tsx";

/** The records of a call, and the shard of each. `done`: they were written, or Kinesis said why not. */
export function Places({ places, done }: { readonly places: readonly PutPlace[]; readonly done: boolean }) {
  return (
    <ol class="places">
      {places.map((place, index) => (
        <li>
          <details open={places.length === 1}>
            <summary>
              <span class={place.error === undefined ? "shard-name" : "shard-name bad"}>
                {place.error === undefined ? sayShard(place.shardId) || "no shard" : "refused"}
              </span>
              <span class="key" title="Partition key">
                <Shown text={place.partitionKey} />
              </span>
              <span class="soft">{saySize(place.data.size)}</span>
            </summary>
            {place.error !== undefined && (
              <p class="bad">
                <Shown text={place.error} />
              </p>
            )}
            <p class="soft small">
              {done && place.sequenceNumber !== undefined ? `Sequence number ${place.sequenceNumber}. ` : ""}
              The key’s place in the hash space: {(place.at * 100).toFixed(2)} %.
            </p>
            <ContentView content={place.data} label={`Data of record ${index + 1}`} />
          </details>
        </li>
      ))}
      {places.length === 500 && <li class="soft">{sayMany(500, "record")} at most are shown.</li>}
    </ol>
  );
}
