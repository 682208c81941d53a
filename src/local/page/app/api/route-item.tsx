import type { RouteView, TemplateView } from "../../api.ts";
import { PlainText } from "../parts/code-text.tsx";

/** A route in words, and its templates for who asks. */
export function RouteItem({ route }: { readonly route: RouteView }) {
  const { method, path, says, demands, templates, responses } = route;
  const answers = responses.flatMap((response) =>
    response.templates.map((template) => ({ ...template, status: response.status, pattern: response.pattern })),
  );
  return (
    <li class="route">
      <p>
        <code class="method-path">
          <b>{method}</b> {path}
        </code>{" "}
        {says}
      </p>
      {demands.length > 0 && <p class="soft">{demands.join(" ")}</p>}
      {templates.length > 0 && <Templates title={`Request templates (${templates.length})`} templates={templates} />}
      {responses.length > 0 && (
        <details>
          <summary>Answers ({responses.length})</summary>
          <ul class="answers">
            {responses.map(({ status, pattern }) => (
              <li>
                <b>{status}</b> {pattern === "" ? "where nothing else fits" : "where the status of the call fits "}
                {pattern !== "" && <code>{pattern}</code>}
              </li>
            ))}
          </ul>
          {answers.map(({ status, contentType, text }) => (
            <OneTemplate title={`${status}, ${contentType}`} text={text} />
          ))}
        </details>
      )}
    </li>
  );
}

function Templates({ title, templates }: { readonly title: string; readonly templates: readonly TemplateView[] }) {
  return (
    <details>
      <summary>{title}</summary>
      {templates.map(({ contentType, text }) => (
        <OneTemplate title={contentType} text={text} />
      ))}
    </details>
  );
}

function OneTemplate({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section class="body" aria-label={`Template for ${title}`}>
      <header class="body-head">
        <h4>{title}</h4>
      </header>
      {text === "" ? <p class="empty-line">Empty.</p> : <PlainText text={text} label={`Template for ${title}`} />}
    </section>
  );
}
