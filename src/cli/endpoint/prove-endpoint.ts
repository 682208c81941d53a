import { api, batch, method, role } from "../../steps/index.ts";
import { unless } from "../../aws/faults.ts";
import type { Probe } from "../../aws/probe/knock.ts";
import { ask, lacksLicence, untilServing, type Refused, type Verdict } from "../../aws/probe/probe.ts";
import { CliError, MissingStepError } from "../../engine/errors.ts";
import { batchBody } from "../../mapping/request/split/batch-body.ts";
import { PROBE, PROBE_TYPE } from "../../mapping/request/probe.ts";
import { BATCH_REFUSED, REFUSED } from "../../mapping/response/refused-words.ts";
import { renderedRoutes } from "../rendered-api.ts";
import { proxyUrl } from "./proxy-url.ts";
import type { Session } from "../session.ts";
import { callerOf } from "./caller.ts";
import { filledPath } from "./sample-request.ts";

/** Sends a probe to each route until the endpoint works, and reports the result; false where an emulator cannot serve it. */
export async function proveEndpoint(session: Session, url: string): Promise<boolean> {
  const verdict = await lookAt(session);
  const batch = verdict.type === "serving" ? await lookAtBatch(session) : undefined;
  const { report, config, known } = session;
  const failed = [verdict, batch].find((one) => one?.type === "not serving");
  if (failed?.type === "not serving") {
    const where = failed === batch ? proxyUrl(session, config.batchPath) : url;
    const text = `${where} does not work (it answers ${answerOf(failed)}).`;
    if (config.endpoint === undefined || session.place.local)
      throw new CliError(`Everything exists, but ${text}`, { hint: hintFor(failed, session) });
    report.event({
      type: "warning",
      text: `Everything exists, but ${text} Not every emulator can serve what it stores.`,
    });
    return false;
  }
  report.event(verdictEvent(verdict));
  if (typeof known.get(role)?.streamKey === "object" && verdict.type === "serving")
    report.event({
      type: "note",
      text: "Not proved: that the key of the stream lets the role encrypt. The role's policy does; the key's own must, too.",
    });
  return true;
}

/** The event that reports a verdict. */
export function verdictEvent(verdict: Verdict) {
  const note = (text: string) => ({ type: "note" as const, text });
  switch (verdict.type) {
    case "serving":
      if (verdict.refused === undefined) return note("The endpoint works: a request went through to Kinesis.");
      return note(`The endpoint works; ${whoIsRefused[verdict.refused]}.`);
    case "stored":
      return note("The endpoint works. The request that proved it is in the stream, as {}.");
    case "untold": {
      const text = `Whether the endpoint works cannot be told from here: ${whoIsRefused[verdict.refused]}, and ${verdict.detail}.`;
      return { type: "warning" as const, text };
    }
    case "not serving":
      return { type: "warning" as const, text: `The endpoint does not work (it answers ${answerOf(verdict)}).` };
  }
}

const whoIsRefused: Readonly<Record<Refused, string>> = {
  address: "requests from this machine are refused (403) by its resource policy",
  permission: "these credentials are refused (403): they lack execute-api:Invoke",
  key: "it takes requests with the API key only",
  quota: "its API key has used up the quota (429) until the next day, week or month",
  throttle: "requests are refused (429) for now: it is paused, or its throttle is used up",
};

function hintFor(failed: Verdict & { type: "not serving" }, session: Session): string {
  if (lacksLicence(failed, session))
    return 'In China, API Gateway serves calls without IAM authorization to accounts with an ICP licence only: get one, or run "kinesis-proxy up --auth iam".';
  return 'Run "kinesis-proxy status", and the same command again: it goes on where it stopped.';
}

function answerOf({ status, detail, foreign }: Verdict & { readonly type: "not serving" }): string {
  if (status === undefined) return `nothing, ${detail}`;
  return foreign === true ? `${status}, and not as API Gateway does` : `${status} ${detail}`.trim();
}

/** The verdict on the endpoint, once it works or the wait is over. */
async function lookAt(session: Session): Promise<Verdict> {
  return untilServing(await singleProbe(session), session);
}

/** The verdict on the endpoint as it is now; on the local AWS also as a caller from the address `from` gets it. */
export async function probeOnce(session: Session, from?: string): Promise<Verdict> {
  const probe = await singleProbe(session);
  const headers = async () => ({ ...(await probe.headers()), ...(from !== undefined && { [SOURCE_HEADER]: from }) });
  return ask({ ...probe, headers }, session);
}

/** The local AWS takes the address in this header for the caller's. */
const SOURCE_HEADER = "x-local-source-ip";

/** The probe of the single route. */
export function singleProbe(session: Session): Promise<Probe> {
  const resourceId = session.known.get(method)?.ids.resourceId ?? "";
  return probeOf(session, session.config.path, { contentType: PROBE_TYPE, body: "{}", refused: REFUSED, resourceId });
}

/** The same for the batch route; undefined where none knows the probe. */
async function lookAtBatch(session: Session): Promise<Verdict | undefined> {
  const { config, known } = session;
  const found = known.get(batch);
  const { contentType, body } = batchBody([Buffer.from("{}")], config.batchFrom);
  const wanted = renderedRoutes(config).find(({ kind }) => kind === "batch");
  if (!config.batchPath || found === undefined) return undefined;
  const [knows, has] = [wanted, found.facts].map((one) => one?.integration?.requestTemplates[contentType]);
  if (knows !== has) return undefined;
  const many = { contentType, body: body.toString(), refused: BATCH_REFUSED, resourceId: found.ids.resourceId };
  return untilServing(await probeOf(session, config.batchPath, many), session);
}

async function probeOf(
  session: Session,
  path: string,
  how: Pick<Probe, "contentType" | "body" | "refused" | "resourceId">,
): Promise<Probe> {
  const url = `${proxyUrl(session, filledPath(path))}?${PROBE.parameter}=${PROBE.value}`;
  const caller = await mayCall(session, url, how.contentType);
  return {
    ...how,
    url,
    restApiId: session.known.get(api)?.ids.id ?? "",
    keyed: caller?.key?.value !== undefined,
    keyRequired: session.config.apiKey === true || session.known.get(method)?.facts.method.apiKeyRequired === true,
    headers: () => caller?.headers(how.body) ?? Promise.resolve({ "content-type": how.contentType }),
  };
}

/** undefined without a key that it may read: then the probe is refused, and TestInvokeMethod is asked instead. */
async function mayCall(session: Session, url: string, contentType: string) {
  try {
    return await unless(["AccessDenied"], () => callerOf(session, url, contentType));
  } catch (error) {
    if (error instanceof MissingStepError) return undefined;
    throw error;
  }
}
