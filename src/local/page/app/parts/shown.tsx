import { shownText } from "../model/shown-text.ts";

/** A text of anybody: what would hide in it, or turn it around, is named. */
export function Shown({ text }: { readonly text: string }) {
  return (
    <bdi>
      {shownText(text).map((piece) =>
        piece.name === undefined ? (
          piece.text
        ) : (
          <span class="hidden-character" title={piece.name}>
            {piece.text}
          </span>
        ),
      )}
    </bdi>
  );
}
