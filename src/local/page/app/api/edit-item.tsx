import type { Edit } from "../../api.ts";
import { CodeText } from "../parts/code-text.tsx";

/** A change that no stage serves: in words, and as it was and is. */
export function EditItem({ edit: { says, before, after } }: { readonly edit: Edit }) {
  if (before === undefined && after === undefined) return <li>{says}</li>;
  return (
    <li>
      <details>
        <summary>{says}</summary>
        <div class="pair">
          <Side title="Served" text={before} />
          <Side title="Edited" text={after} />
        </div>
      </details>
    </li>
  );
}

function Side({ title, text }: { readonly title: string; readonly text: string | undefined }) {
  return (
    <section class="body" aria-label={title}>
      <header class="body-head">
        <h4>{title}</h4>
      </header>
      {text === undefined || text === "" ? <p class="empty-line">Nothing.</p> : <CodeText text={text} label={title} />}
    </section>
  );
}
