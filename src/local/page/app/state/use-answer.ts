import { useEffect, useState } from "preact/hooks";
import { call, type CallError } from "../wire/call.ts";

/** What a path of the API answered. */
export interface Answer<T> {
  readonly data?: T;
  readonly error?: CallError;
}

/** Asks a path, and again when `again` is another; what was there stays until the new answer comes. */
export function useAnswer<T>(path: string | undefined, again: unknown = 0): Answer<T> {
  const [got, setGot] = useState<Answer<T> & { readonly path?: string }>({});
  useEffect(() => {
    if (path === undefined) return;
    const stop = new AbortController();
    call<T>(path, { signal: stop.signal }).then(
      (data) => setGot({ path, data }),
      (error: CallError) => stop.signal.aborted || setGot({ path, error }),
    );
    return () => stop.abort();
  }, [path, again]);
  return got.path === path ? got : {};
}
