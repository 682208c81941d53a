import { useEffect, useRef } from "preact/hooks";
import type { RequestRow } from "../../api.ts";
import { phaseTitle } from "../model/phase-title.ts";
import { sayMany, sayMs, sayShard, saySize, sayTime } from "../model/say.ts";
import { Shown } from "../parts/shown.tsx";
import { Status } from "../parts/status.tsx";

interface RequestLineProps {
  readonly row: RequestRow;
  readonly href: string;
  readonly gone: boolean;
  readonly chosen: boolean;
  /** The cursor of j and k is here. */
  readonly pointed: boolean;
}

/** A request in the list. */
export function RequestLine({ row, href, gone, chosen, pointed }: RequestLineProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (pointed && !chosen) link.current?.focus({ preventScroll: true });
  }, [pointed]);
  const query = row.query === "" ? "" : `?${row.query}`;
  return (
    <a
      ref={link}
      class={`line${row.refused === undefined ? "" : " refused"}${row.probe === true ? " probe" : ""}`}
      href={href}
      aria-current={chosen ? "true" : undefined}
    >
      <time dateTime={new Date(row.at).toISOString()}>{sayTime(row.at)}</time>
      <Status status={row.status} />
      <span class="what">
        <b>{row.method}</b> <Shown text={row.path} />
        <span class="soft">
          <Shown text={query} />
        </span>
      </span>
      <span class="came">
        <CameOf row={row} />
      </span>
      <span class="type">{row.contentType.split(";")[0]}</span>
      <span class={gone ? "size gone" : "size"} title={gone ? "The bodies are no longer kept" : undefined}>
        {saySize(row.size)}
      </span>
      <span class="ms">{sayMs(row.ms)}</span>
    </a>
  );
}

/** What came of it: where it was stored, or what refused it. */
function CameOf({ row: { refused, stored, probe, replayOf, status } }: { readonly row: RequestRow }) {
  if (probe === true) return <>the question of “up” whether the endpoint works</>;
  const again = replayOf === undefined ? null : <span class="again">replay of {replayOf}</span>;
  if (refused !== undefined)
    return (
      <>
        {again}
        <b class="phase-name">{phaseTitle[refused.phase]}</b> <Shown text={refused.why} />
      </>
    );
  if (stored === undefined)
    return (
      <>
        {again}
        {status === 0 ? "the connection was cut" : "answered, nothing stored"}
      </>
    );
  const { stream, shardId, count, failed } = stored;
  return (
    <>
      {again}
      {count > 1 || failed > 0 ? `${sayMany(count, "record")} → ` : "→ "}
      {stream === "" ? "" : `${stream}, `}
      {sayShard(shardId)}
      {count > 1 && " …"}
      {failed > 0 && <span class="bad"> {failed} refused</span>}
    </>
  );
}
