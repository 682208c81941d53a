import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface WindowListProps<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => number;
  readonly draw: (item: T) => ComponentChildren;
  readonly label: string;
  /** The one to keep in sight. */
  readonly current?: number | undefined;
}

/** A long list of which only what is in sight is in the document. */
export function WindowList<T>({ items, keyOf, draw, label, current }: WindowListProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [{ top, height, row }, setSight] = useState({ top: 0, height: 900, row: 36 });

  const look = () => {
    const element = box.current;
    if (element === null) return;
    const rowHeight =
      Number.parseFloat(getComputedStyle(element.firstElementChild ?? element).getPropertyValue("--row")) || 36;
    setSight((before) => {
      const now = { top: element.scrollTop, height: element.clientHeight, row: rowHeight };
      return before.top === now.top && before.height === now.height && before.row === now.row ? before : now;
    });
  };
  useEffect(() => {
    const observer = new ResizeObserver(look);
    if (box.current !== null) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = box.current;
    const index = current === undefined ? -1 : items.findIndex((item) => keyOf(item) === current);
    if (element === null || index === -1) return;
    const [from, to] = [index * row, (index + 1) * row];
    if (from < element.scrollTop) element.scrollTop = from;
    else if (to > element.scrollTop + element.clientHeight) element.scrollTop = to - element.clientHeight;
  }, [current, row]);

  const first = Math.max(0, Math.floor(top / row) - 8);
  const shown = items.slice(first, Math.ceil((top + height) / row) + 8);
  return (
    <div class="window" ref={box} onScroll={look}>
      <ul aria-label={label} style={{ height: `${items.length * row}px` }}>
        {shown.map((item, index) => (
          <li key={keyOf(item)} style={{ transform: `translateY(${(first + index) * row}px)` }}>
            {draw(item)}
          </li>
        ))}
      </ul>
    </div>
  );
}
