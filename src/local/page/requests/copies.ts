import { isUtf8 } from "node:buffer";
import type { Recorded } from "../../requests/recorded.ts";
import type { Copies } from "../api/request-way.ts";

/** What curl sets by itself, or must not be told. */
const ofCurl = new Set(["host", "content-length", "connection", "transfer-encoding", "expect"]);
const INLINE = 4_096;

/** Headers that make no difference to what is stored. `send` sends no others, and no query: of requests that have more it would send
 * something else. */
const usual = new Set([
  ...ofCurl,
  ..."content-type accept accept-encoding accept-language user-agent cookie origin referer".split(" "),
  ..."sec-fetch-dest sec-fetch-mode sec-fetch-site cache-control pragma".split(" "),
]);

/** The request as command lines. */
export function copies({ id, request }: Recorded, url: string): Copies {
  const { method, rawHeaders, headers, body } = request;
  // oxlint-disable-next-line no-control-regex -- a shell cannot take a NUL, and a terminal should see no others
  const isInline = body.length <= INLINE && isUtf8(body) && !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(body.toString());
  const file = body.length === 0 || isInline ? undefined : `request-${id}.bin`;
  const lines = [`curl${method === "POST" ? "" : ` -X ${method}`} ${quoted(url)}`];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = "", value = ""] = [rawHeaders[at], rawHeaders[at + 1]];
    // `Name;` is how curl sends a header without a value.
    if (!ofCurl.has(name.toLowerCase())) lines.push(`-H ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`);
  }
  const sends = body.length > 0 || method === "POST";
  // curl would say that it is a form.
  if (headers["content-type"] === undefined && sends) lines.push("-H 'Content-Type:'");
  if (file !== undefined) lines.push(`--data-binary @${file}`);
  else if (sends) lines.push(`--data-raw ${quoted(body.toString())}`);
  const type = headers["content-type"];
  const typed = type === undefined ? "" : ` --content-type ${quoted(type)}`;
  const source = file ?? "-";
  const piped = file === undefined && body.length > 0 ? `printf %s ${quoted(body.toString())} | ` : "";
  const { port, search } = new URL(url);
  const isPlain = search === "" && Object.keys(headers).every((name) => usual.has(name));
  const program = `${port === "4566" ? "" : `KINESIS_PROXY_LOCAL_PORT=${port} `}kinesis-proxy`;
  return {
    curl: lines.join(" \\\n  "),
    ...(method === "POST" &&
      body.length > 0 &&
      isPlain && { send: `${piped}${program} send ${source} --local${typed}` }),
    ...(body.length > 0 && { render: `${piped}${program} render ${source} --local${typed}` }),
    ...(file !== undefined && { file }),
  };
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
