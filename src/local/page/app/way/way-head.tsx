import type { KeptFile, Replayed, RequestWay } from "../../api.ts";
import { sayMany, sayMs, sayShard, saySize, sayTime } from "../model/say.ts";
import { phaseTitle } from "../model/phase-title.ts";
import { writePlace } from "../model/place.ts";
import { Sentence } from "../parts/sentence.tsx";
import { Shown } from "../parts/shown.tsx";
import { Status } from "../parts/status.tsx";
import { go } from "../state/here.ts";
import { attempt, copyText } from "../state/notice.ts";
import { useKeys } from "../state/use-keys.ts";
import { call } from "../wire/call.ts";
import { saveBlob, saveBytes } from "../wire/save.ts";

interface WayHeadProps {
  readonly way: RequestWay;
  readonly query: Readonly<Record<string, string>>;
  readonly editing: boolean;
  readonly onBack: () => void;
  readonly onEdit: (on: boolean) => void;
}

/** What it was, what came of it, and what can be done with it. */
export function WayHead({ way, query, editing, onBack, onEdit }: WayHeadProps) {
  const { row, request, copies } = way;
  const id = String(row.id);
  const gone = request.body.gone === true;
  const replay = async () => {
    const made = await call<Replayed>(`/requests/${id}/replay`, { body: {} });
    go({ view: "requests", parts: [String(made.id)], query });
  };
  const keep = async () => {
    const { name, text } = await call<KeptFile>(`/requests/${id}/keep`);
    saveBlob(new Blob([text], { type: "application/json" }), name);
  };
  const copyCurl = () => copyText(copies.curl, "curl line");
  useKeys({
    ...(!gone && {
      r: () => attempt(replay()),
      e: () => onEdit(!editing),
      c: copyCurl,
      m: () => go({ view: "template", parts: [id] }),
    }),
    ...(editing && { Escape: () => onEdit(false) }),
  });
  return (
    <header class="way-head">
      <button type="button" class="back" onClick={onBack}>
        ← Requests
      </button>
      <h2>
        <Status status={row.status} />
        <span class="line-of">
          <b>{row.method}</b> <Shown text={row.path} />
          <span class="soft">
            <Shown text={row.query === "" ? "" : `?${row.query}`} />
          </span>
        </span>
      </h2>
      <p class="outcome">
        <Outcome way={way} />
      </p>
      <p class="soft small">
        Request {id} · {sayTime(row.at)} · {saySize(row.size)} · {sayMs(row.ms)} · stage {row.stage}
        {row.replayOf !== undefined && (
          <>
            {" · replay of "}
            <a href={writePlace({ view: "requests", parts: [String(row.replayOf)], query })}>{row.replayOf}</a>
          </>
        )}
      </p>
      <div class="actions" role="group" aria-label="What to do with it">
        <button type="button" class="main" disabled={gone} onClick={() => attempt(replay())}>
          Replay
        </button>
        <button type="button" disabled={gone} aria-pressed={editing} onClick={() => onEdit(!editing)}>
          Edit and replay
        </button>
        {!gone && (
          <a class="button" href={writePlace({ view: "template", parts: [id] })}>
            Try a template
          </a>
        )}
        <button type="button" disabled={gone} onClick={copyCurl}>
          Copy as curl
        </button>
        {copies.send !== undefined && !gone && (
          <button type="button" onClick={() => copyText(copies.send ?? "", "send line")}>
            Copy as send
          </button>
        )}
        <button
          type="button"
          disabled={gone}
          title="A JSON document with the request, for a test"
          onClick={() => attempt(keep())}
        >
          Keep as a file
        </button>
      </div>
      {copies.file !== undefined && !gone && (
        <p class="soft small">
          The copied lines read the body from a file:{" "}
          <button
            type="button"
            class="quiet"
            onClick={() => attempt(saveBytes(request.body.href, copies.file ?? "body"))}
          >
            save {copies.file}
          </button>
        </p>
      )}
    </header>
  );
}

function Outcome({ way: { row } }: { readonly way: RequestWay }) {
  const { refused, stored, probe, status } = row;
  if (probe === true)
    return <>“up” asks with this whether the endpoint works. Kinesis has to refuse it, so that nothing is stored.</>;
  if (refused !== undefined)
    return (
      <>
        <b class="bad">{phaseTitle[refused.phase]}:</b> <Sentence text={refused.why} />
      </>
    );
  if (status === 0) return <>The connection was cut before there was an answer.</>;
  if (stored === undefined) return <>Answered. Nothing went into a stream.</>;
  const { region, stream, shardId, count, failed } = stored;
  const shard = sayShard(shardId);
  const href = writePlace({ view: "stream", parts: [region, stream], query: count > 1 ? {} : { shard: shardId } });
  return (
    <>
      Stored{count > 1 ? `: ${sayMany(count, "record")}, the first` : ""} in{" "}
      {stream === "" ? shard : <a href={href}>{`${stream}, ${shard}`}</a>}.
      {failed > 0 && <b class="bad"> Kinesis refused {sayMany(failed, "record")}.</b>}
    </>
  );
}
