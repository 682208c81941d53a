import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Phase } from "../../api.ts";
import { sayMs } from "../model/say.ts";

interface StopProps {
  readonly outcome: Phase["outcome"] | "sent";
  readonly title: string;
  readonly says: ComponentChildren;
  readonly ms?: number | undefined;
  /** The time it took, of the longest one. */
  readonly share?: number;
  readonly open?: boolean;
  /** What is always to be seen. */
  readonly pinned?: ComponentChildren;
  readonly children?: ComponentChildren;
}

const marks: Readonly<Record<StopProps["outcome"], string>> = {
  sent: "",
  passed: "passed",
  refused: "refused",
  skipped: "not reached",
  none: "not asked for",
};

/** A stop on the way of a request, with what is to be seen there. */
export function Stop({ outcome, title, says, ms, share = 0, open = false, pinned, children }: StopProps) {
  const [shown, setShown] = useState(open);
  const foldable = children !== undefined && children !== null;
  const head = (
    <>
      <span class="mark" aria-hidden="true" />
      <span class="title">{title}</span>
      <span class="visually-hidden">{marks[outcome]}</span>
      <span class="says">{says}</span>
      {ms !== undefined && (
        <span class="took" title="The time that this took">
          <span class="bar" aria-hidden="true" style={{ width: `${Math.round(share * 40)}px` }} />
          {sayMs(ms)}
        </span>
      )}
    </>
  );
  return (
    <li class={`stop ${outcome}`}>
      {foldable ? (
        <button type="button" class="stop-head" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {head}
        </button>
      ) : (
        <div class="stop-head">{head}</div>
      )}
      {pinned}
      {foldable && shown && <div class="stop-body">{children}</div>}
    </li>
  );
}
