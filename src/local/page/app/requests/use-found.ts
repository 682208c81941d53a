import { useEffect, useState } from "preact/hooks";
import type { RequestList, RequestRow } from "../../api.ts";
import { call } from "../wire/call.ts";

const none: ReadonlySet<number> = new Set();

/** The requests that have a text in their headers, bodies or answers: the server looks, when typing rests. */
export function useFound(text: string, rows: readonly RequestRow[]): ReadonlySet<number> {
  const [found, setFound] = useState({ text: "", ids: none });
  const newest = rows[0];
  useEffect(() => {
    if (text === "") return;
    const stop = new AbortController();
    const ask = () =>
      call<RequestList>(`/requests?text=${encodeURIComponent(text)}`, { signal: stop.signal }).then(
        (list) => setFound({ text, ids: new Set(list.rows.map(({ id }) => id)) }),
        () => undefined,
      );
    const timer = setTimeout(ask, 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, newest?.id]);
  return found.text === text ? found.ids : none;
}
