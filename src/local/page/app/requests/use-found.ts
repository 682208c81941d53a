import { useEffect, useRef, useState } from "preact/hooks";
import type { RequestList, RequestRow } from "../../api.ts";
import { call } from "../wire/call.ts";

const none: ReadonlySet<number> = new Set();
/** Milliseconds until typing rests, and between two looks at what came since. */
const [REST, PAUSE] = [150, 500];

/** What the server has found. */
export interface Found {
  readonly ids: ReadonlySet<number>;
  /** It has not answered yet. */
  readonly looking: boolean;
}

/** The requests that have a text in their headers, bodies or answers: the server looks, when typing rests and while others come. */
export function useFound(text: string, rows: readonly RequestRow[]): Found {
  const [found, setFound] = useState({ text: "", ids: none });
  const newest = useRef<number>();
  newest.current = rows[0]?.id;
  useEffect(() => {
    if (text === "") return;
    const stop = new AbortController();
    let seen: number | "none" | undefined = "none";
    const look = async (): Promise<void> => {
      const upTo = newest.current;
      if (upTo !== seen) {
        const path = `/requests?text=${encodeURIComponent(text)}`;
        const list = await call<RequestList>(path, { signal: stop.signal }).catch(() => undefined);
        if (list !== undefined) {
          seen = upTo;
          setFound({ text, ids: new Set(list.rows.map(({ id }) => id)) });
        }
      }
      if (!stop.signal.aborted) timer = setTimeout(look, PAUSE);
    };
    let timer = setTimeout(look, REST);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  const answered = found.text === text;
  return { ids: answered ? found.ids : none, looking: text !== "" && !answered };
}
