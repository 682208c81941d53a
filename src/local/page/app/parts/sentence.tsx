import { copyText } from "../state/notice.ts";
import { Shown } from "./shown.tsx";

// With what stands before it: a variable, or how the program was started.
const command = /"((?:[^"]*[ /])?kinesis-proxy(?:\.js)? [^"]+)"/;

/** A sentence; a command in it, such as "kinesis-proxy up --path /events", can be copied. */
export function Sentence({ text }: { readonly text: string }) {
  // A command that ends the sentence stands in a box of its own, without the full stop.
  const parts = text.replace(/"\.$/, '"').split(command);
  return (
    <>
      {parts.map((part, index) =>
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
