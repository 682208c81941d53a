import { testInvoke } from "../aws/test-invoke.ts";
import { UsageError, CliError } from "../core/errors.ts";
import type { Config } from "../core/context.ts";
import { locate } from "../core/run.ts";
import { need } from "../core/need.ts";
import { PROBE } from "../mapping/request.ts";
import { contentOf } from "../records/content.ts";
import { chooseReporter } from "../report/choose.ts";
import type { IO } from "../report/io.ts";
import { api, batch, method } from "../steps/index.ts";
import { offlineConfig, type Session } from "./app.ts";
import type { GlobalOptions } from "./options.ts";
import { renderedApi } from "./rendered-api.ts";
import { reportOptions } from "./report-options.ts";
import type { Source } from "./settings.ts";

/** The request to render, beside its body. */
export interface RenderOptions {
  readonly header?: readonly string[];
  readonly contentType?: string;
  readonly url?: string;
}

interface Request {
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** Shows what our own engine makes of a request; needs no AWS. */
export async function renderOffline(
  io: IO,
  options: GlobalOptions & Source,
  body: Uint8Array,
  how: RenderOptions,
): Promise<void> {
  const config = await offlineConfig(io, options);
  const report = await chooseReporter(io, reportOptions(options));
  const rendered = await ours(config, requestOf(config, how), body);
  const shown = describe(rendered);
  report.result(shown, [JSON.stringify(shown, undefined, 2)]);
}

/** Shows it beside what API Gateway makes of it; false when the two differ. */
export async function renderAws(session: Session, body: Uint8Array, how: RenderOptions): Promise<boolean> {
  const { config, report } = session;
  const request = requestOf(config, how);
  const probing = { ...request, query: [request.query, `${PROBE.parameter}=${PROBE.value}`].filter(Boolean).join("&") };
  const mine = await ours(config, probing, body);
  const theirs = await aws(session, probing, body);
  const difference = compare(mine, theirs);
  const shown = { ...describe(mine), aws: difference === undefined ? { same: true } : { same: false, ...difference } };
  report.result(shown, [
    JSON.stringify(shown, undefined, 2),
    difference === undefined ? "API Gateway makes the same of it." : "API Gateway makes something else of it.",
  ]);
  return difference === undefined;
}

/** The body of the call to Kinesis, or the refusal that the request meets before. */
type Made =
  | { readonly type: "call"; readonly call: string }
  | { readonly type: "refusal"; readonly status: number; readonly body: string };

async function ours(config: Config, { path, query, headers }: Request, body: Uint8Array): Promise<Made> {
  const { renderRequest } = await import("../local/render-request.ts");
  const done = await renderRequest(renderedApi(config), {
    method: "POST",
    path,
    query,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    rawHeaders: headers.flat(),
    body: Buffer.from(body),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  });
  if (done.type === "call") return { type: "call", call: done.request.body.toString() };
  return { type: "refusal", status: done.response.status, body: String(done.response.body) };
}

async function aws(
  session: Session,
  { path, query, headers }: Request,
  body: Uint8Array,
): Promise<Made & { readonly cut: boolean }> {
  await locate([api, method, batch], session);
  const { resourceId } = path === session.config.batchPath ? need(session, batch).ids : need(session, method).ids;
  const at = { restApiId: need(session, api).ids.id, resourceId };
  const text = Buffer.from(body).toString();
  const request = { path: `${path}?${query}`, headers: Object.fromEntries(headers), body: text };
  const { status, body: answer, call, cut } = await testInvoke(session, at, request);
  return call === undefined ? { type: "refusal", status, body: answer, cut } : { type: "call", call, cut };
}

/** How the two differ; ids that API Gateway makes anew for each request do not count. */
function compare(mine: Made, theirs: Made & { readonly cut: boolean }): { ours: string; theirs: string } | undefined {
  const shown = (one: Made): string => (one.type === "call" ? withoutIds(one.call) : `${one.status}`);
  const [a, b] = [shown(mine), shown(theirs)];
  const same = mine.type === theirs.type && (theirs.cut ? a.startsWith(b) : a.trim() === b.trim());
  return same ? undefined : { ours: a, theirs: b };
}

/** A call without what is different in each request: ids, the time, and the address. */
function withoutIds(call: string): string {
  const plain = (text: string): string =>
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "(request id)")
      .replace(/"receivedAt":\d+/g, '"receivedAt":(time)')
      .replace(/"sourceIp":"[^"]*"/g, '"sourceIp":(address)');
  return plain(call)
    .replace(/"Data": ?"([^"]*)"/g, (_, data: string) => `"Data": ${plain(Buffer.from(data, "base64").toString())}`)
    .replace(/"PartitionKey": ?"[A-Za-z0-9+/_-]{10,20}=?(-\d+)?"/g, '"PartitionKey": "(request id)"');
}

/** What was made of it, and each record as Kinesis would store it. */
function describe(made: Made) {
  if (made.type === "refusal") return { status: made.status, body: made.body };
  let call: unknown;
  try {
    call = JSON.parse(made.call);
  } catch {
    throw new CliError("The template makes no valid JSON of this request, and Kinesis would refuse it.", {
      hint: made.call.slice(0, 500),
    });
  }
  const { Records, ...rest } = call as { Records?: readonly Call[] } & Call;
  const records = (Records ?? [rest]).map(({ Data = "", PartitionKey }) => {
    const bytes = Buffer.from(Data, "base64");
    const { encoding, data } = contentOf(bytes);
    return { partitionKey: PartitionKey, bytes: bytes.length, encoding, data };
  });
  return { call, records };
}

interface Call {
  readonly Data?: string;
  readonly PartitionKey?: string;
}

function requestOf(config: Config, { header = [], contentType = "application/json", url }: RenderOptions): Request {
  const [path = "/", query = ""] = (url ?? config.path.replace(/\{[^}]*\}/g, "sample")).split("?");
  if (!path.startsWith("/")) throw new UsageError(`--url begins with a slash, and "${url}" does not.`);
  const headers = header.map((line) => {
    const colon = line.indexOf(":");
    if (colon < 1) throw new UsageError(`"${line}" is no header.`, "Write --header 'Name: value'.");
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  const typed = headers.some(([name]) => name.toLowerCase() === "content-type");
  return { path, query, headers: typed ? headers : [["Content-Type", contentType], ...headers] };
}
