import type { KeyPlace } from "../../api.ts";
import { sayShard } from "../model/say.ts";
import { Shown } from "../parts/shown.tsx";

interface KeyFinderProps {
  readonly value: string;
  readonly place: KeyPlace | undefined;
  readonly onKey: (key: string) => void;
}

/** Type a partition key, see its shard. */
export function KeyFinder({ value, place, onKey }: KeyFinderProps) {
  return (
    <div class="key-finder">
      <label>
        Where does a partition key go?
        <input
          class="code"
          type="search"
          placeholder="customer-42"
          spellcheck={false}
          autocapitalize="off"
          maxLength={256}
          value={value}
          onInput={(event) => onKey(event.currentTarget.value)}
        />
      </label>
      <p role="status">
        {value === "" && <span class="soft">Its MD5 is a number, and each shard takes a range of these numbers.</span>}
        {value !== "" && place !== undefined && (
          <>
            <b>
              <Shown text={place.partitionKey} />
            </b>{" "}
            goes to <b class="accent">{sayShard(place.shardId)}</b>, at {(place.at * 100).toFixed(2)} % of the hash
            space. <span class="soft hash">{place.hashKey}</span>
          </>
        )}
      </p>
    </div>
  );
}
