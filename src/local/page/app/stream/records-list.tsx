import { useEffect, useRef, useState } from "preact/hooks";
import type { RecordList, RecordView } from "../../api.ts";
import { goWith } from "../state/here.ts";
import { attempt } from "../state/notice.ts";
import { useAnswer } from "../state/use-answer.ts";
import { useKeys } from "../state/use-keys.ts";
import { call } from "../wire/call.ts";
import { RecordItem } from "./record-item.tsx";

interface RecordsListProps {
  /** Of the stream. */
  readonly path: string;
  /** How many records there are: it is asked again when that changes. */
  readonly total: number;
  readonly shard: string;
  readonly text: string;
}

/** More are not held at once: a filter finds the others. */
const mostRecords = 1000;

/** The records, newest first, with a filter. */
export function RecordsList({ path, total, shard, text }: RecordsListProps) {
  const search = new URLSearchParams({ limit: "100", ...(shard !== "" && { shard }), ...(text !== "" && { text }) });
  const asked = `${path}/records?${search}`;
  const { data: newest, error } = useAnswer<RecordList>(asked, total);
  const [older, setOlder] = useState<Older>({ asked, records: [] });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setOlder({ asked, records: [] }), [asked]);
  useKeys({ "/": () => field.current?.focus() });
  const shown = new Map([...(newest?.records ?? []), ...older.records].map((record) => [idOf(record), record]));
  const before = older.before ?? (older.records.length === 0 ? newest?.before : undefined);
  const more = async () => {
    const list = await call<RecordList>(`${asked}&before=${encodeURIComponent(before ?? "")}`);
    setOlder((had) => ({
      asked,
      // What was shown above stays, also when newer ones push it off the first page.
      records: [...(had.records.length === 0 ? (newest?.records ?? []) : had.records), ...list.records],
      ...(list.before !== undefined && { before: list.before }),
    }));
  };
  return (
    <section class="records" aria-label="Records">
      <div class="page-head">
        <h3>Records, newest first</h3>
        <input
          ref={field}
          type="search"
          placeholder="Filter  ( / )"
          aria-label="Filter the records by text"
          value={text}
          onInput={(event) => goWith({ text: event.currentTarget.value })}
        />
        {shard !== "" && (
          <button type="button" class="chip" aria-pressed="true" onClick={() => goWith({ shard: "" })}>
            {shard} ×
          </button>
        )}
      </div>
      {error !== undefined && <p class="bad">{error.message}</p>}
      {newest !== undefined && shown.size === 0 && (
        <p class="waiting">
          {text !== "" || shard !== "" ? "No record fits." : "No record yet: send a request to the endpoint."}
        </p>
      )}
      <ol>
        {[...shown].map(([id, record]) => (
          <RecordItem key={id} record={record} />
        ))}
      </ol>
      {before !== undefined && shown.size < mostRecords && (
        <button type="button" class="more" onClick={() => attempt(more())}>
          Show older ones
        </button>
      )}
    </section>
  );
}

interface Older {
  readonly asked: string;
  readonly records: readonly RecordView[];
  readonly before?: string;
}

function idOf({ shardId, sequenceNumber, subSequenceNumber }: RecordView): string {
  return `${shardId} ${sequenceNumber} ${subSequenceNumber ?? ""}`;
}
