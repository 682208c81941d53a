import { isUtf8 } from "node:buffer";
import type { Recorded } from "../../requests/recorded.ts";
import type { Call } from "../../execute-api/call.ts";
import type { Copies } from "../api/request-way.ts";
import type { PageOptions } from "../page-options.ts";

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
export function copies({ id, request, call }: Recorded, url: string, { command }: PageOptions): Copies {
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
  const ofType = type === undefined ? "" : ` --content-type ${quoted(type)}`;
  const source = file ?? "-";
  const piped = file === undefined && body.length > 0 ? `printf %s ${quoted(body.toString())} | ` : "";
  const typed = (words: string): string | undefined => {
    const api = call && { region: call.api.region, tags: call.platform.apiTags(call.api.apiId) };
    const line = command?.(`${words} ${source}${ofType}`, api);
    return body.length === 0 || line === undefined || !isMain(call) ? undefined : `${piped}${line}`;
  };
  const render = typed("render");
  const isPlain = request.query === "" && Object.keys(headers).every((name) => usual.has(name));
  const send = isPlain ? typed("send") : undefined;
  return {
    curl: lines.join(" \\\n  "),
    ...(send !== undefined && { send }),
    ...(render !== undefined && { render }),
    ...(file !== undefined && { file }),
  };
}

/** Did the route take it to which `send` sends? Where its path has parameters, `send` fills in others. */
function isMain(call: Call | undefined): boolean {
  const { routed } = call?.trail ?? {};
  if (routed === undefined || routed.resource.path.includes("{")) return false;
  const { httpMethod, integration } = routed.method;
  return httpMethod === "POST" && integration.uri?.endsWith("action/PutRecord") === true;
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
