import { useEffect, useState } from "preact/hooks";
import type { RenderResult } from "../../api.ts";
import { saveBlob } from "../wire/save.ts";
import { call } from "../wire/call.ts";
import { copyText } from "../state/notice.ts";
import { TemplateField } from "./template-field.tsx";
import { TryResult } from "./try-result.tsx";

interface TemplateTryProps {
  readonly id: number;
  /** Absent when the request has none. */
  readonly deployed: string | undefined;
  readonly contentType: string | undefined;
}

/** Drafts by the deployed template they started from: they stay from one request to the next. */
const drafts = new Map<string, string>();

/** The template, and what it makes of the request. */
export function TemplateTry({ id, deployed, contentType }: TemplateTryProps) {
  const [text, setText] = useState(drafts.get(deployed ?? "") ?? deployed ?? "");
  const [{ result, failed, late }, setTried] = useState<Tried>({ late: true });
  useEffect(() => {
    drafts.set(deployed ?? "", text);
    const stop = new AbortController();
    setTried((before) => ({ ...before, late: true }));
    const timer = setTimeout(() => {
      call<RenderResult>(`/requests/${id}/render`, { body: { template: text }, signal: stop.signal }).then(
        (made) => setTried({ result: made, late: false }),
        (error: Error) => stop.signal.aborted || setTried({ failed: error.message, late: false }),
      );
    }, 120);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, id]);
  const changed = deployed !== undefined && text !== deployed;
  return (
    <div class="try">
      <section class="try-side" aria-label="Template">
        <header class="body-head">
          <h3>{deployed === undefined ? "A template of your own" : `Deployed for ${contentType}`}</h3>
          {changed && <span class="changed">changed here</span>}
          <span class="grow" />
          {changed && (
            <button type="button" class="quiet" onClick={() => setText(deployed)}>
              Back to the deployed one
            </button>
          )}
          <button type="button" class="quiet" onClick={() => copyText(text, "Template")}>
            Copy
          </button>
          <button type="button" class="quiet" onClick={() => saveBlob(new Blob([text]), "template.vtl")}>
            Save
          </button>
        </header>
        {deployed === undefined && (
          <p class="soft small">
            This request has no mapping template of its own. Write one and see what it would make.
          </p>
        )}
        <TemplateField text={text} fault={result?.fault} onText={setText} />
      </section>
      <section class={late ? "try-side late" : "try-side"} aria-label="What it makes" aria-busy={late}>
        {failed !== undefined && <p class="bad">{failed}</p>}
        {result !== undefined && <TryResult result={result} />}
      </section>
    </div>
  );
}

interface Tried {
  readonly result?: RenderResult;
  readonly failed?: string;
  readonly late: boolean;
}
