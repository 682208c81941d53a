import { knownNothing } from "../../../engine/known.ts";
import { plan } from "../../../engine/plan.ts";
import { up } from "../../../engine/run.ts";
import { proxy } from "../../../steps/index.ts";
import { proxyAnswer, proxyUrl, stepAnswers } from "../../proxy-json.ts";
import type { Session } from "../../session.ts";
import { prove } from "../../endpoint/prove.ts";
import { newKeyValue, tellCalls, tellKey } from "../../endpoint/how-to-call.ts";

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
