import { useEffect, useRef } from "preact/hooks";
import type { RequestRow, RequestWay } from "../../api.ts";
import { useAnswer } from "../state/use-answer.ts";
import { EditRequest } from "./edit-request.tsx";
import { WayHead } from "./way-head.tsx";
import { Way } from "./way.tsx";
import { useCell } from "../state/cell.ts";
import { go, here } from "../state/here.ts";

interface WayPageProps {
  readonly id: number;
  readonly row: RequestRow | undefined;
  readonly query: Readonly<Record<string, string>>;
  readonly onBack: () => void;
}

/** One request as the way it went. */
export function WayPage({ id, row, query, onBack }: WayPageProps) {
  const { data: way, error } = useAnswer<RequestWay>(`/requests/${id}`, row?.ms);
  const editing = useCell(here).parts[1] === "edit";
  const pane = useRef<HTMLElement>(null);
  useEffect(() => pane.current?.focus({ preventScroll: true }), []);
  const edit = (on: boolean) =>
    go({ view: "requests", parts: on ? [String(id), "edit"] : [String(id)], query }, { replace: !on });
  return (
    <article class="way-pane" tabIndex={-1} ref={pane} aria-label={`Request ${id}`}>
      {way === undefined ? (
        <>
          <button type="button" class="back" onClick={onBack}>
            ← Requests
          </button>
          <p class="waiting">{error === undefined ? "Loading …" : error.message}</p>
        </>
      ) : (
        <>
          <WayHead way={way} query={query} editing={editing} onBack={onBack} onEdit={edit} />
          {editing ? <EditRequest way={way} query={query} onClose={() => edit(false)} /> : <Way way={way} />}
        </>
      )}
    </article>
  );
}
