import { useState } from "preact/hooks";
import type { RecordView } from "../../api.ts";
import { writePlace } from "../model/place.ts";
import { sayShard, saySize, sayTime } from "../model/say.ts";
import { contentText, ContentView } from "../parts/content-view.tsx";
import { Shown } from "../parts/shown.tsx";

/** A record: a line, and all of it for who asks. */
export function RecordItem({ record }: { readonly record: RecordView }) {
  const [open, setOpen] = useState(false);
  const { shardId, partitionKey, arrivedAt, size, requestId, encoding } = record;
  return (
    <li class="record">
      <button type="button" class="record-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <time dateTime={arrivedAt}>{sayTime(arrivedAt)}</time>
        <span class="shard-name">{sayShard(shardId)}</span>
        <span class="key">
          <Shown text={partitionKey} />
        </span>
        <span class="excerpt">
          {encoding === "base64" && <span class="soft">base64 </span>}
          <Shown text={contentText(record).slice(0, 240)} />
        </span>
        <span class="soft right">{saySize(size)}</span>
      </button>
      {open && (
        <div class="record-body">
          <p class="soft small">
            Partition key <Shown text={partitionKey} /> · sequence number {record.sequenceNumber}
            {record.subSequenceNumber !== undefined && `, part ${record.subSequenceNumber}`}
            {requestId !== undefined && (
              <>
                {" · "}
                <a href={writePlace({ view: "requests", parts: [String(requestId)] })}>request {requestId}</a>
              </>
            )}
          </p>
          <ContentView content={record} label="Record" />
        </div>
      )}
    </li>
  );
}
