import type { ApiError } from "../../api.ts";

const token = document.querySelector<HTMLMetaElement>('meta[name="local-token"]')?.content ?? "";

/** Why the local AWS did not do what the page asked. */
export class CallError extends Error {
  readonly code: ApiError["code"] | "away";

  constructor(message: string, code: ApiError["code"] | "away") {
    super(message);
    this.code = code;
  }
}

/** What a call may say besides its path. */
export interface CallOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Asks the page's API, with the page's token; the answer as it comes. */
export async function ask(path: string, { method, body, signal }: CallOptions = {}): Promise<Response> {
  const url = path.startsWith("/_local/") ? path : `/_local/api${path}`;
  const answer = await fetch(url, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: { "x-local-token": token, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
    cache: "no-store",
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new CallError("The local AWS does not answer.", "away");
  });
  if (answer.ok) return answer;
  const told = (await answer.json().catch(() => ({}))) as Partial<ApiError>;
  throw new CallError(told.message ?? `The local AWS answered ${answer.status}.`, told.code ?? "failed");
}

/** Asks the page's API for JSON. */
export async function call<T>(path: string, options?: CallOptions): Promise<T> {
  return (await (await ask(path, options)).json()) as T;
}
