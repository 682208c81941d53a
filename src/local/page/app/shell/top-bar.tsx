import { views, writePlace, type ViewName } from "../model/place.ts";
import { useCell } from "../state/cell.ts";
import { live } from "../state/live.ts";
import { showHelp } from "./help.tsx";
import { turnLook } from "./look.ts";

/** The name, the views, and whether the page hears of what happens. */
export function TopBar({ view }: { readonly view: ViewName }) {
  const { link, hello } = useCell(live);
  return (
    <header class="top">
      <a class="name" href={writePlace({ view: "requests" })} aria-label="kinesis-proxy local: requests">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M2 5c7 0 7 7 12 7h7M2 12h12M2 19c7 0 7-7 12-7" />
        </svg>
        <span>
          kinesis-proxy <b>local</b>
        </span>
      </a>
      <nav aria-label="Views">
        {views.map(([name, title]) => (
          <a href={writePlace({ view: name })} aria-current={name === view ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <span class="grow" />
      <span class={`link ${link}`} role="status">
        {link === "live" && <span class="address">{hello?.url.replace(/^https?:\/\//, "")}</span>}
        {link === "first" && "connecting …"}
        {link === "lost" && "The local AWS is away. Trying again …"}
        {link === "anew" && (
          <button type="button" onClick={() => location.reload()}>
            Started anew: reload
          </button>
        )}
      </span>
      <button type="button" class="icon" onClick={turnLook} aria-label="Dark or light" title="Dark or light (t)">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="8" />
          <path class="full" d="M12 4a8 8 0 0 1 0 16z" />
        </svg>
      </button>
      <button type="button" class="icon" onClick={showHelp} aria-label="Keys" title="Keys (?)">
        ?
      </button>
    </header>
  );
}
