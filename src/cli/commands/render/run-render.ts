import { testInvoke } from "../../../aws/probe/test-invoke.ts";
import { UsageError, CliError } from "../../../engine/errors.ts";
import type { Config } from "../../../settings/config.ts";
import { locate } from "../../../engine/run/up.ts";
import { need } from "../../../engine/need.ts";
import { impossibleHashKey, PROBE } from "../../../mapping/request/probe.ts";
import { contentOf } from "../../../records/decode/content.ts";
import { chooseReporter } from "../../../report/choose-reporter.ts";
import type { IO } from "../../../report/io.ts";
import { api, batch, integration, method } from "../../../steps/index.ts";
import type { Session } from "../../session.ts";
import { offlineAsked } from "../../session/asked.ts";
import { compareCalls, type Made as Shown } from "./compare-calls.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { renderedApi, renderedRoutes } from "../../rendered-api.ts";
import { contentTypeOf, renderWarnings } from "./render-warnings.ts";
import { requestOf, type RenderedRequest, type RenderOptions } from "./rendered-request.ts";
import { reportOptions } from "../../session/report-options.ts";
import { whereGiven } from "../../../settings/where-given.ts";
import type { Source } from "../../../settings/sources.ts";

/** Shows what our own engine makes of a request; needs no AWS. False when it would not be stored. */
export async function renderOffline(
  io: IO,
  options: GlobalOptions & Source & RenderOptions,
  body: Uint8Array,
): Promise<boolean> {
  const { config, settings } = await offlineAsked(io, options);
  const report = await chooseReporter(io, reportOptions(options, io));
  const request = requestOf(config, options);
  const made = await ours(config, request, body);
  const shown = describe(made);
  report.result(shown, [JSON.stringify(shown, undefined, 2)]);
  tell(made, report, renderWarnings(config, request, body, made.call, whereGiven(settings)));
  return stored(made);
}

/** The same beside what API Gateway makes of it: exit code 3 when the two differ, 1 when it would not be stored. */
export async function renderAws(session: Session, body: Uint8Array, how: RenderOptions): Promise<0 | 1 | 3> {
  const { config, report } = session;
  const request = requestOf(config, how);
  refuseOtherTypes(request);
  if (request.method !== "POST")
    throw new UsageError(`--aws compares what becomes of a POST, not of ${request.method}.`, "Leave --aws out.");
  const probing = { ...request, query: [request.query, `${PROBE.parameter}=${PROBE.value}`].filter(Boolean).join("&") };
  await locate([api, method, integration, batch], session);
  await refuseToStore(session, probing, body);
  const made = await ours(config, request, body);
  const mine = await ours(config, probing, body);
  const theirs = await aws(session, probing, body);
  const difference = compareCalls(mine, theirs);
  const shown = { ...describe(made), aws: difference === undefined ? { same: true } : { same: false, ...difference } };
  report.result(shown, [
    JSON.stringify(shown, undefined, 2),
    difference === undefined ? "API Gateway makes the same of it." : "API Gateway makes something else of it.",
  ]);
  tell(made, report, renderWarnings(config, request, body, theirs.call, whereGiven(session.settings)));
  if (difference !== undefined) return 3;
  return stored(made) ? 0 : 1;
}

/** Does the single route take this body from whoever may call? */
export async function takes(config: Config, contentType: string, body: string): Promise<boolean> {
  const open = { ...config, auth: "NONE", apiKey: false } as const;
  return stored(await ours(open, requestOf(open, { contentType }), Buffer.from(body)));
}

interface Made extends Shown {
  /** Why it was refused, where API Gateway refused it. */
  readonly reason?: string | undefined;
}

const stored = ({ status }: Made): boolean => status >= 200 && status < 300;

function tell(made: Made, report: Pick<Session["report"], "event">, warnings: readonly string[]): void {
  for (const text of stored(made) ? warnings : [nothingStored(made)]) report.event({ type: "warning", text });
}

/** What the sender would read, and why, where API Gateway does not tell senders as much. */
function nothingStored({ status, body, reason }: Made): string {
  const why = reason === undefined || body.includes(reason) ? "" : ` (${reason})`;
  return `Nothing would be stored: the sender would read ${`${status} ${body}`.trim()}${why}`;
}

async function ours(
  config: Config,
  { method: httpMethod, path, query, headers }: RenderedRequest,
  body: Uint8Array,
  at = renderedApi(config),
): Promise<Made> {
  const { renderRequest } = await import("../../../local/render-request.ts");
  const { call, response } = await renderRequest(at, config.streamName, {
    method: httpMethod,
    path,
    query,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    rawHeaders: headers.flat(),
    body: Buffer.from(body),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  });
  return { call, status: response.status, body: response.body.toString(), reason: response.reason };
}

/** API Gateway's test looks at no content type: it would compare another template. */
function refuseOtherTypes(request: RenderedRequest): void {
  const type = contentTypeOf(request);
  if (type !== "application/json")
    throw new UsageError(
      `API Gateway cannot be asked about ${type}: its test (TestInvokeMethod) takes every body for application/json.`,
      "Leave --aws out.",
    );
}

/** API Gateway's test is a real call. What is saved must make one of it that Kinesis refuses: others may have changed it. */
async function refuseToStore(session: Session, request: RenderedRequest, body: Uint8Array): Promise<void> {
  const { config, known } = session;
  const kind = request.path === config.batchPath ? "batch" : "put";
  const saved = kind === "batch" ? need(session, batch).facts.integration : known.get(integration)?.facts.integration;
  const route = renderedRoutes({ ...config, schema: undefined }).find((one) => one.kind === kind);
  if (saved === undefined || route === undefined) return;
  const { type, uri, credentials } = route.integration;
  const rendered = { ...route, integration: { ...saved, type, uri, credentials } };
  const { call } = await ours(config, request, body, renderedApi({ ...config, schema: undefined }, [rendered]));
  const action = (text: string): string | undefined => /:kinesis:action\/\w+$/.exec(text)?.[0];
  if (call === undefined || (action(saved.uri) === action(uri) && refusedByKinesis(call))) return;
  throw new CliError("The saved template does not know the probe: to ask API Gateway would write a record.", {
    hint: 'Run "kinesis-proxy put-integration" to put the template back, or leave --aws out.',
    exitCode: 3,
  });
}

function refusedByKinesis(call: string): boolean {
  const parsed = json(call) as (Call & { Records?: readonly Call[] }) | undefined;
  if (parsed === undefined) return false;
  return (parsed.Records ?? [parsed]).every(({ ExplicitHashKey }) => ExplicitHashKey === impossibleHashKey);
}

async function aws(
  session: Session,
  { path, query, headers }: RenderedRequest,
  body: Uint8Array,
): Promise<Made & { readonly cut: boolean }> {
  const { resourceId } = path === session.config.batchPath ? need(session, batch).ids : need(session, method).ids;
  const at = { restApiId: need(session, api).ids.id, resourceId };
  const text = Buffer.from(body).toString();
  const request = { path: `${path}?${query}`, headers: Object.fromEntries(headers), body: text };
  return testInvoke(session, at, request);
}

/** What was made of it, and each record as Kinesis would store it. */
function describe(made: Made) {
  const { call: text, status, body } = made;
  if (text === undefined) return { status, body };
  const call = json(text);
  if (call === undefined)
    throw new CliError("The template makes no valid JSON of this request, and Kinesis would refuse it.", {
      hint: text.slice(0, 500),
    });
  if (!stored(made)) return { status, body, call };
  // A handshake: Kinesis is asked for nothing that it could store.
  if (refusedByKinesis(text)) return { status, body };
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
  readonly ExplicitHashKey?: string;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
