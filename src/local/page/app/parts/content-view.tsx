import type { Content } from "../../api.ts";
import { bodyBytes } from "../model/body-bytes.ts";
import { CodeText, PlainText } from "./code-text.tsx";
import { HexText } from "./hex-text.tsx";

/** A record as people read it: JSON laid out, text, or the bytes. */
export function ContentView({ content, label }: { readonly content: Content; readonly label: string }) {
  return (
    <>
      {content.encoding === "json" && <CodeText text={contentText(content)} label={label} />}
      {content.encoding === "text" && <PlainText text={contentText(content)} label={label} />}
      {content.encoding === "base64" && (
        <HexText bytes={bodyBytes({ encoding: "base64", text: contentText(content) })} label={label} />
      )}
      {content.cut === true && <p class="cut">Only the beginning is shown.</p>}
    </>
  );
}

/** A record as one text. */
export function contentText({ encoding, data }: Content): string {
  if (encoding !== "json") return typeof data === "string" ? data : "";
  // Only the beginning of a JSON text is a text.
  return JSON.stringify(data) ?? "";
}
