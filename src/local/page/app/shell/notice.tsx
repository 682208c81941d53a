import { useCell } from "../state/cell.ts";
import { notice } from "../state/notice.ts";

/** What was just done, or could not be. */
export function Notice() {
  const now = useCell(notice);
  return (
    <div class={now?.bad === true ? "notice bad" : "notice"} role="status" aria-live="polite">
      {now !== undefined && <p>{now.text}</p>}
    </div>
  );
}
