import type { TemplatePhase } from "../../api.ts";
import { BodyView } from "../parts/body-view.tsx";
import { PlainText } from "../parts/code-text.tsx";
import { Shown } from "../parts/shown.tsx";
import { Values } from "../parts/values.tsx";

/** A template beside what it rendered, and the values it used. */
export function TemplatePair({ phase, name }: { readonly phase: TemplatePhase; readonly name: string }) {
  const { template, rendered, values } = phase;
  return (
    <>
      <div class={template === undefined ? "pair one" : "pair"}>
        {template !== undefined && (
          <section class="body" aria-label="Template">
            <header class="body-head">
              <h3>Template</h3>
              <span class="soft">
                for <Shown text={template.contentType} />
              </span>
            </header>
            <PlainText text={template.text} label="Template" />
          </section>
        )}
        {rendered !== undefined && <BodyView body={rendered} title="Rendered" name={`${name}-rendered.json`} />}
      </div>
      {values.length > 0 && (
        <details class="values" open={values.length <= 6}>
          <summary>Values it used</summary>
          <Values values={values} />
        </details>
      )}
    </>
  );
}
