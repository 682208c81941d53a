import { copyText } from "../state/notice.ts";
import { Shown } from "./shown.tsx";

/** A sentence; a command in it, such as "kinesis-proxy up --path /events", can be copied. */
export function Sentence({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/"(kinesis-proxy [^"]+)"/).map((part, index) =>
        index % 2 === 0 ? (
          <Shown text={part} />
        ) : (
          <button type="button" class="command" title="Copy" onClick={() => copyText(part, "Command")}>
            <Shown text={part} />
          </button>
        ),
      )}
    </>
  );
}
