import { useEffect, useMemo, useState } from "preact/hooks";
import type { RequestRow } from "../../api.ts";
import { filterRows, type Filter } from "../model/filter.ts";
import { writePlace } from "../model/place.ts";
import { parseId } from "../model/parse-id.ts";
import { WindowList } from "../parts/window-list.tsx";
import { useCell } from "../state/cell.ts";
import { go, goWith } from "../state/here.ts";
import { live, pauseOrGoOn } from "../state/live.ts";
import { useKeys } from "../state/use-keys.ts";
import { WayPage } from "../way/way-page.tsx";
import { FilterBar, focusFilter } from "./filter-bar.tsx";
import { KeptLine } from "./kept-line.tsx";
import { NoRequests } from "./no-requests.tsx";
import { RequestLine } from "./request-line.tsx";
import { useFound } from "./use-found.ts";

interface RequestsPageProps {
  readonly parts: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** The requests, live, and the one that is open beside them. */
export function RequestsPage({ parts, query }: RequestsPageProps) {
  const { rows, paused, kept, link } = useCell(live);
  const open = parseId(parts[0]);
  const [cursor, setCursor] = useState<number>();
  const { status = "", route = "", text = "", probes = "" } = query;
  const filter: Filter = { status, route, text, probes: probes !== "" };
  const list = paused ?? rows;
  const { ids, looking } = useFound(text, list);
  const shown = useMemo(() => filterRows(list, filter, ids), [list, status, route, text, probes, ids]);
  const missed = paused === undefined ? 0 : rows.filter(({ id }) => id > (paused[0]?.id ?? 0)).length;

  const openOne = (id: number) => go({ view: "requests", parts: [String(id)], query }, { replace: open !== undefined });
  const move = (by: number) => {
    const at = shown.findIndex(({ id }) => id === (open ?? cursor));
    const next = shown[at === -1 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (next === undefined) return;
    setCursor(next.id);
    if (open !== undefined) openOne(next.id);
  };
  const back = () => {
    setCursor(open);
    go({ view: "requests", query });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    "/": focusFilter,
    p: pauseOrGoOn,
    ...(open === undefined && cursor !== undefined && { Enter: () => openOne(cursor) }),
    ...(open !== undefined && { Escape: back }),
  });
  useEffect(() => {
    document.title = open === undefined ? "Requests · kinesis-proxy local" : `Request ${open} · kinesis-proxy local`;
  }, [open]);

  const none = list.every(({ probe }) => probe !== undefined) && open === undefined && probes === "";
  if (none && link === "first") return <p class="waiting">Connecting …</p>;
  return (
    <div class={open === undefined ? "split" : "split opened"}>
      <section class="list-pane" aria-label="Requests">
        <FilterBar filter={filter} rows={list} paused={paused !== undefined} missed={missed} />
        {none ? (
          <NoRequests />
        ) : shown.length === 0 && looking ? (
          <p class="waiting" role="status">
            Looking into headers and bodies …
          </p>
        ) : shown.length === 0 ? (
          <p class="waiting">
            No request fits.{" "}
            <button type="button" onClick={() => goWith({ status: "", route: "", text: "" })}>
              Show all
            </button>
          </p>
        ) : (
          <WindowList
            label="Requests, newest first"
            items={shown}
            keyOf={idOf}
            current={open ?? cursor}
            draw={(row) => (
              <RequestLine
                row={row}
                href={writePlace({ view: "requests", parts: [String(row.id)], query })}
                gone={row.gone === true || row.id < kept.bodiesFrom}
                chosen={row.id === open}
                pointed={row.id === (open ?? cursor)}
              />
            )}
          />
        )}
        <KeptLine rows={list} kept={kept} probes={filter.probes} />
      </section>
      {open !== undefined && (
        <WayPage key={open} id={open} row={rows.find(({ id }) => id === open)} query={query} onBack={back} />
      )}
    </div>
  );
}

const idOf = ({ id }: RequestRow): number => id;
