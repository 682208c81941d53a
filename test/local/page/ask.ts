import { request } from "node:http";
import { text } from "node:stream/consumers";
import type { Local } from "../../../src/local/index.ts";

/** What a server answered. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  json<T>(): T;
}

interface Asking {
  readonly method?: string;
  /** Any header, `host` too, which fetch does not allow. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks a local AWS for a path. */
export async function ask(
  { port }: Pick<Local, "port">,
  path: string,
  { method = "GET", headers = {}, body }: Asking = {},
) {
  return new Promise<Answered>((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
      text(response).then((said) => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, text: said, json: <T>() => JSON.parse(said) as T });
      }, reject);
    });
    sent.on("error", reject).end(body);
  });
}

/** Reads the token out of the page, as the page's own script does; `folder` of the page's files has to hold it. */
export async function tokenOf(local: Pick<Local, "port">): Promise<string> {
  const { text: html } = await ask(local, "/_local/");
  return /content="([\w-]{43})"/.exec(html)?.[1] ?? "";
}

/** Calls the page's API as the page does. */
export function pageApi(local: Pick<Local, "port">, token: string) {
  const call = (method: string, path: string, input?: object): Promise<Answered> =>
    ask(local, `/_local/api${path}`, {
      method,
      headers: { "x-local-token": token, ...(input !== undefined && { "content-type": "application/json" }) },
      ...(input !== undefined && { body: JSON.stringify(input) }),
    });
  const get = async <T>(path: string): Promise<T> => (await call("GET", path)).json<T>();
  const post = async <T>(path: string, input: object): Promise<T> => (await call("POST", path, input)).json<T>();
  return { call, get, post };
}
