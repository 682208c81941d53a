import { untilServing, type Verdict } from "../aws/probe.ts";
import { CliError } from "../core/errors.ts";
import { knownNothing } from "../core/known.ts";
import { plan } from "../core/plan.ts";
import { up } from "../core/run.ts";
import { PROBE_TYPE } from "../mapping/request.ts";
import { REFUSED } from "../mapping/response.ts";
import { proxy } from "../steps/index.ts";
import { proxyAnswer, proxyUrl, stepAnswers } from "./answer.ts";
import type { Session } from "./app.ts";
import { newKeyValue, tellCalls, tellKey } from "./try-it.ts";

/** Brings everything up, proves that it works, and answers with the URL. */
export async function bringUp(session: Session, { probe }: { readonly probe: boolean }): Promise<string> {
  const { answer, url } = await bringUpAll(session, { probe });
  session.report.result(answer, [url]);
  return url;
}

/** The same without the last word: the answer as a document. */
export async function bringUpAll(session: Session, { probe }: { readonly probe: boolean }) {
  await refuseFirst(session);
  const before = session.state.get("key")?.id;
  const results = await up(proxy, session);
  const url = proxyUrl(session) ?? "";
  const apiKey = await newKeyValue(session, results, before);
  tellKey(session, apiKey);
  if (!probe || (await prove(session, url))) await tellCalls(session, apiKey);
  return { url, answer: proxyAnswer(session, stepAnswers(results, apiKey)) };
}

/** Where existing resources are to be used, what stands in the way of that is found before anything is made. */
async function refuseFirst(session: Session): Promise<void> {
  const { streamArn, roleArn, apiId } = session.config;
  if ((streamArn ?? roleArn ?? apiId) === undefined) return;
  const planned = await plan(proxy, proxy, { ...session, known: knownNothing() });
  for (const { refusal } of planned.values()) if (refusal !== undefined) throw refusal;
}

/** Asks the endpoint whether it works, and says what came out; false where an emulator cannot serve it. */
export async function prove(session: Session, url: string): Promise<boolean> {
  const verdict = await lookAt(session, url);
  const { report, config } = session;
  switch (verdict.type) {
    case "serving":
      if (verdict.refusedHere) report.event({ type: "note", text: `The endpoint works; ${whoIsRefused(session)}.` });
      else report.event({ type: "note", text: "The endpoint works: a request went through to Kinesis." });
      return true;
    case "stored":
      report.event({ type: "note", text: "The endpoint works. The request that proved it is in the stream, as {}." });
      return true;
    case "not serving": {
      const text = `${url} does not work (it answers ${answerOf(verdict)}).`;
      if (config.endpoint === undefined || session.place.local)
        throw new CliError(`Everything is made, but ${text}`, {
          hint: 'Run "kinesis-proxy status", and the same command again: it goes on where it stopped.',
        });
      report.event({
        type: "warning",
        text: `Everything is made, but ${text} Not every emulator can serve what it stores.`,
      });
      return false;
    }
  }
}

function answerOf({ status, detail, foreign }: Verdict & { readonly type: "not serving" }): string {
  if (status === undefined) return `nothing, ${detail}`;
  return foreign === true ? `${status}, and not as API Gateway does` : `${status} ${detail}`.trim();
}

/** One verdict on the endpoint, after waiting for it. */
export async function lookAt(session: Session, url: string): Promise<Verdict> {
  const [api, method] = [session.known.get("api"), session.known.get("method")];
  const ids = { restApiId: api?.ids.id ?? "", resourceId: method?.ids.resourceId ?? "" };
  return untilServing({ url, contentType: PROBE_TYPE, refused: REFUSED, ...ids }, session);
}

function whoIsRefused({ config, known }: Session): string {
  if (config.authorization === "AWS_IAM") return "it takes signed requests only";
  if (config.apiKey === true || known.get("method")?.apiKeyRequired === true)
    return "it takes requests with the API key only";
  return "requests from this machine are refused (403) by its resource policy";
}
