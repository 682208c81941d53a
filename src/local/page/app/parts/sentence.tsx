import { copyText } from "../state/notice.ts";
import { Shown } from "./shown.tsx";

// With what stands before it: a variable, or how the program was started.
const command = /"((?:[^"]*[ /])?kinesis-proxy(?:\.js)? [^"]+)"/;

/** A sentence; a command in it, such as "kinesis-proxy up --path /events", can be copied. */
export function Sentence({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(command).map((part, index) =>
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
