import type { Agent } from "node:http";
import { get as http } from "node:http";
import { get as https } from "node:https";

/** The most that is read, in bytes. */
const MOST = 1024 * 1024;

/** GETs a text; rejects for a status other than 200, redirects included, a text of more than 1 MiB, and when it is not there whole
 * within ten seconds, or the milliseconds given. */
export function getText(url: string, { signal, agent, within = 10_000 }: GetOptions): Promise<string> {
  const get = new URL(url).protocol === "https:" ? https : http;
  const late = AbortSignal.timeout(within);
  return new Promise((resolve, reject) => {
    const headers = { "user-agent": "kinesis-proxy", accept: "application/json" };
    const options = { headers, signal: AbortSignal.any([signal, late]), ...(agent !== undefined && { agent }) };
    const fail = (error: Error): void =>
      reject(
        signal.aborted
          ? signal.reason
          : late.aborted
            ? new Error(`it did not answer within ${within / 1_000} s`)
            : error,
      );
    const call = get(url, options, (answer) => {
      const { statusCode, headers } = answer;
      const to = headers.location === undefined ? "" : ` and points to ${headers.location}`;
      if (statusCode !== 200) return void call.destroy(new Error(`it answered ${statusCode}${to}`));
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
        if (text.length > MOST) call.destroy(new Error("it is larger than 1 MiB"));
      });
      answer.on("end", () => resolve(text));
      answer.on("error", fail);
    });
    call.on("error", fail);
  });
}

interface GetOptions {
  readonly signal: AbortSignal;
  readonly agent?: Agent | undefined;
  readonly within?: number;
}
