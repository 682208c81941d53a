import { copyText } from "../state/notice.ts";

/** A command to copy. */
export function CommandLine({ text, what = "Command" }: { readonly text: string; readonly what?: string }) {
  return (
    <div class="command-line">
      <code tabIndex={0}>{text}</code>
      <button type="button" onClick={() => copyText(text, what)}>
        Copy
      </button>
    </div>
  );
}
