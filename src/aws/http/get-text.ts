import type { Agent } from "node:http";
import { get as http } from "node:http";
import { get as https } from "node:https";

/** The most that is read, in bytes. */
const MOST = 1024 * 1024;

/** GETs a text; rejects for a status other than 200, a text of more than 1 MiB, and when none comes within ten seconds. */
export function getText(
  url: string,
  { signal, agent }: { readonly signal: AbortSignal; readonly agent?: Agent | undefined },
): Promise<string> {
  const get = url.startsWith("https:") ? https : http;
  return new Promise((resolve, reject) => {
    const headers = { "user-agent": "kinesis-proxy", accept: "application/json" };
    const call = get(url, { headers, signal, timeout: 10_000, ...(agent !== undefined && { agent }) }, (answer) => {
      if (answer.statusCode !== 200) return void call.destroy(new Error(`it answered ${answer.statusCode}`));
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
        if (text.length > MOST) call.destroy(new Error("it is larger than 1 MiB"));
      });
      answer.on("end", () => resolve(text));
      answer.on("error", reject);
    });
    call.on("timeout", () => call.destroy(new Error("it did not answer within 10 s")));
    call.on("error", (error) => reject(signal.aborted ? signal.reason : error));
  });
}
