import type { RequestRow } from "../../api.ts";
import { hasStatus, routeOf, statusClasses, type Filter } from "../model/filter.ts";
import { sayCount } from "../model/say.ts";
import { goWith } from "../state/here.ts";
import { pauseOrGoOn } from "../state/live.ts";

const fieldId = "filter-text";

/** Puts the cursor into the field of the filter. */
export function focusFilter(): void {
  document.querySelector<HTMLInputElement>(`#${fieldId}`)?.select();
  document.querySelector<HTMLInputElement>(`#${fieldId}`)?.focus();
}

interface FilterBarProps {
  readonly filter: Filter;
  readonly rows: readonly RequestRow[];
  readonly paused: boolean;
  /** How many came in while it was paused. */
  readonly missed: number;
}

/** By status, route and text; and the pause. */
export function FilterBar({ filter, rows, paused, missed }: FilterBarProps) {
  const counted = rows.filter(({ probe }) => filter.probes || probe === undefined);
  const routes = [...new Set(counted.map(routeOf))].sort();
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <input
        id={fieldId}
        type="search"
        placeholder="Path, header, body …  ( / )"
        aria-label="Filter by text"
        value={filter.text}
        onInput={(event) => goWith({ text: event.currentTarget.value })}
      />
      <span class="chips" role="group" aria-label="Filter by status">
        {statusClasses.map((name) => {
          const on = filter.status === name;
          return (
            <button
              type="button"
              class={`chip c${name}`}
              aria-pressed={on}
              onClick={() => goWith({ status: on ? "" : name })}
            >
              {name} <b>{sayCount(counted.filter((row) => hasStatus(row, name)).length)}</b>
            </button>
          );
        })}
      </span>
      {(routes.length > 1 || filter.route !== "") && (
        <select
          aria-label="Filter by route"
          value={filter.route}
          onChange={(event) => goWith({ route: event.currentTarget.value })}
        >
          <option value="">every route</option>
          {[...new Set([...routes, ...(filter.route === "" ? [] : [filter.route])])].map((route) => (
            <option value={route}>{route}</option>
          ))}
        </select>
      )}
      <button type="button" class={paused ? "pause on" : "pause"} aria-pressed={paused} onClick={pauseOrGoOn}>
        {paused ? `Paused${missed > 0 ? ` · ${sayCount(missed)} new` : ""}` : "Pause"}
      </button>
    </form>
  );
}
