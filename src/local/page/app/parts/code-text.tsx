import { useState } from "preact/hooks";
import { isJson, jsonLines } from "../model/json-lines.ts";
import { sayCount } from "../model/say.ts";
import { Shown } from "./shown.tsx";

/** A text as it is, its beginning first. */
export function PlainText({ text, label }: { readonly text: string; readonly label: string }) {
  const [most, setMost] = useState(16_000);
  // Not between the halves of a surrogate pair.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most + 1 : most;
  return (
    <>
      <pre class="code" tabIndex={0} aria-label={label}>
        <Shown text={text.slice(0, end)} />
      </pre>
      {text.length > end && <More what={`${sayCount(text.length - end)} characters`} show={() => setMost(most * 4)} />}
    </>
  );
}

/** A JSON text laid out, its beginning first. */
export function JsonText({ text, label }: { readonly text: string; readonly label: string }) {
  const [most, setMost] = useState(400);
  const { lines, more } = jsonLines(text, most);
  return (
    <>
      <pre class="code" tabIndex={0} aria-label={label}>
        {lines.map(({ depth, words }) => (
          <>
            {"  ".repeat(depth)}
            {words.map(({ kind, text: word }) => (
              <span class={`json-${kind}`}>
                <Shown text={word.length > 16_000 ? `${word.slice(0, 16_000)}…` : word} />
              </span>
            ))}
            {"\n"}
          </>
        ))}
      </pre>
      {more && <More what="lines" show={() => setMost(most * 4)} />}
    </>
  );
}

/** JSON laid out, and any other text as it is. */
export function CodeText({ text, label }: { readonly text: string; readonly label: string }) {
  return isJson(text) ? <JsonText text={text} label={label} /> : <PlainText text={text} label={label} />;
}

/** Asks for what follows. */
export function More({ what, show }: { readonly what: string; readonly show: () => void }) {
  return (
    <button type="button" class="more" onClick={show}>
      Show more {what}
    </button>
  );
}
