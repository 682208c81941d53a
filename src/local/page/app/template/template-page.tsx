import { useEffect, useState } from "preact/hooks";
import type { RequestWay, TemplatePhase } from "../../api.ts";
import { parseId } from "../model/parse-id.ts";
import { sayTime } from "../model/say.ts";
import { useCell } from "../state/cell.ts";
import { go } from "../state/here.ts";
import { live } from "../state/live.ts";
import { useAnswer } from "../state/use-answer.ts";
import { NoRequests } from "../requests/no-requests.tsx";
import { TemplateTry } from "./template-try.tsx";

/** The deployed mapping template, to change against any request. Nothing is deployed. */
export function TemplatePage({ id }: { readonly id: string | undefined }) {
  const { rows } = useCell(live);
  const sent = rows.filter(({ probe }) => probe === undefined);
  const [latest, setLatest] = useState<number>();
  // The newest one when the view was opened: it does not change while somebody types.
  const chosen = parseId(id) ?? latest;
  useEffect(() => {
    if (latest === undefined) setLatest((sent.find(({ stored }) => stored !== undefined) ?? sent[0])?.id);
  }, [sent.length > 0]);
  useEffect(() => {
    document.title = "Template · kinesis-proxy local";
  }, []);
  const { data: way, error } = useAnswer<RequestWay>(chosen === undefined ? undefined : `/requests/${chosen}`);
  if (chosen === undefined) return <NoRequests />;
  const phase = way?.phases.find((one): one is TemplatePhase => one.name === "template");
  const options = sent.slice(0, 100);
  return (
    <div class="page template-page">
      <div class="page-head">
        <h2>Mapping template</h2>
        <label>
          of request{" "}
          <select
            value={chosen}
            onChange={(event) => go({ view: "template", parts: [event.currentTarget.value] }, { replace: true })}
          >
            {options.every((row) => row.id !== chosen) && <option value={chosen}>{chosen}</option>}
            {options.map((row) => (
              <option value={row.id}>
                {`${row.id} · ${sayTime(row.at)} · ${row.status} ${row.method} ${row.path}`.slice(0, 80)}
              </option>
            ))}
          </select>
        </label>
        <span class="soft">Tried on this request while you type. Nothing is deployed, nothing is stored.</span>
      </div>
      {error !== undefined && <p class="waiting">{error.message}</p>}
      {way !== undefined && (
        <TemplateTry
          key={phase?.template?.text ?? ""}
          id={chosen}
          deployed={phase?.template?.text}
          contentType={phase?.template?.contentType}
        />
      )}
    </div>
  );
}
