import { Agent as HttpAgent, request as http, type IncomingHttpHeaders } from "node:http";
import { Agent as HttpsAgent, request as https } from "node:https";
import { shortBody } from "./short-body.ts";

export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** POSTs a body to a URL and reads the answer, of an error only the beginning; rejects when nothing comes for `timeout`
 * milliseconds. */
export function post(
  url: string,
  body: string | Uint8Array,
  options: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
    readonly timeout?: number;
    /** The way there, where it is not straight. */
    readonly agent?: HttpAgent | undefined;
    /** Use one connection for many requests. */
    readonly keepAlive?: boolean;
    /** Read only the beginning of any answer. */
    readonly brief?: boolean;
  },
): Promise<HttpAnswer> {
  const {
    headers = {},
    signal,
    timeout = 35_000,
    keepAlive = false,
    brief = false,
    agent = keepAlive ? agentFor(url) : false,
  } = options;
  const request = isHttps(url) ? https : http;
  return new Promise((resolve, reject) => {
    const length = { "content-length": String(Buffer.byteLength(body)) };
    const call = request(
      url,
      { method: "POST", headers: { ...headers, ...length }, signal, timeout, agent },
      (answer) => {
        const chunks: Buffer[] = [];
        const body = brief || (answer.statusCode ?? 0) >= 400 ? shortBody(answer) : answer;
        body.on("data", (chunk: Buffer) => chunks.push(chunk));
        body.on("error", reject);
        body.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    call.on("timeout", () => call.destroy(Object.assign(new Error("timed out"), { code: "ETIMEDOUT" })));
    call.on("error", (error) => reject(signal?.aborted === true ? signal.reason : error));
    call.end(body);
  });
}

const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

function agentFor(url: string): HttpAgent {
  return isHttps(url) ? agents.https : agents.http;
}

/** `HTTPS://…` is the same. */
function isHttps(url: string): boolean {
  return new URL(url).protocol === "https:";
}
