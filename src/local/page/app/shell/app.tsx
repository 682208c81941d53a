import { ApiPage } from "../api/api-page.tsx";
import { views } from "../model/place.ts";
import { RequestsPage } from "../requests/requests-page.tsx";
import { useCell } from "../state/cell.ts";
import { go, here } from "../state/here.ts";
import { useKeys } from "../state/use-keys.ts";
import { StreamPage } from "../stream/stream-page.tsx";
import { TemplatePage } from "../template/template-page.tsx";
import { Help, showHelp } from "./help.tsx";
import { turnLook } from "./look.ts";
import { Notice } from "./notice.tsx";
import { TopBar } from "./top-bar.tsx";

/** The whole page. */
export function App() {
  const { view, parts, query } = useCell(here);
  useKeys({
    "?": showHelp,
    t: turnLook,
    ...Object.fromEntries(views.map(([name], index) => [String(index + 1), () => go({ view: name })])),
  });
  return (
    <>
      <TopBar view={view} />
      <main id="main">
        <h1 class="visually-hidden">{views.find(([name]) => name === view)?.[1]}</h1>
        {view === "requests" && <RequestsPage parts={parts} query={query} />}
        {view === "template" && <TemplatePage id={parts[0]} />}
        {view === "stream" && <StreamPage parts={parts} query={query} />}
        {view === "api" && <ApiPage parts={parts} />}
      </main>
      <Notice />
      <Help />
    </>
  );
}
