import { useState } from "preact/hooks";
import type { Body } from "../../api.ts";
import { bodyBytes } from "../model/body-bytes.ts";
import { isJson } from "../model/json-lines.ts";
import { saySize } from "../model/say.ts";
import { attempt, copyText } from "../state/notice.ts";
import { ask } from "../wire/call.ts";
import { saveBytes } from "../wire/save.ts";
import { JsonText, PlainText } from "./code-text.tsx";
import { HexText } from "./hex-text.tsx";
import { Shown } from "./shown.tsx";

type Look = "JSON" | "Text" | "Hex";

/** A body as JSON, text or hex, to copy and to save byte for byte. `name`: of the file it is saved as. */
export function BodyView({
  body,
  title,
  name,
}: {
  readonly body: Body;
  readonly title: string;
  readonly name: string;
}) {
  const looks: readonly Look[] = [
    ...(body.encoding === "text" && isJson(body.text) ? (["JSON"] as const) : []),
    ...(body.encoding === "text" ? (["Text"] as const) : []),
    "Hex",
  ];
  const [wish, setWish] = useState<Look>();
  const look = wish !== undefined && looks.includes(wish) ? wish : (looks[0] ?? "Hex");
  if (body.gone === true)
    return (
      <p class="empty-line">
        {title}: {body.size > 0 && `${saySize(body.size)}, `}no longer kept. The oldest bodies go first.
      </p>
    );
  if (body.size === 0) return <p class="empty-line">{title}: empty.</p>;
  return (
    <section class="body" aria-label={title}>
      <header class="body-head">
        <h3>{title}</h3>
        <span class="soft">
          {saySize(body.size)}
          {body.contentType !== "" && (
            <span class="type">
              {" · "}
              <Shown text={body.contentType} />
            </span>
          )}
        </span>
        <span class="grow" />
        <span class="looks" role="group" aria-label={`${title} as`}>
          {looks.map((one) => (
            <button type="button" aria-pressed={one === look} onClick={() => setWish(one)}>
              {one}
            </button>
          ))}
        </span>
        <button type="button" class="quiet" onClick={() => attempt(copyBody(body, title))}>
          Copy
        </button>
        <button type="button" class="quiet" onClick={() => attempt(saveBytes(body.href, name))}>
          Save
        </button>
      </header>
      {look === "JSON" && <JsonText text={body.text} label={title} />}
      {look === "Text" && <PlainText text={body.text} label={title} />}
      {look === "Hex" && <HexText bytes={bodyBytes(body)} label={title} />}
      {!body.whole && (
        <p class="cut">
          The first {saySize(bodyBytes(body).length)} of {saySize(body.size)}. “Save” gives you all of it.
        </p>
      )}
    </section>
  );
}

/** Copies a text as it is, and other bytes as base64. */
async function copyBody(body: Body, title: string): Promise<void> {
  if (body.encoding === "base64" && body.whole) return copyText(body.text, `${title}, as base64,`);
  const text = body.whole ? body.text : await (await ask(body.href)).text();
  copyText(text, title);
}
