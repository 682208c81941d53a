import type { Drift } from "../../../engine/errors.ts";
import type { Found } from "../../../engine/step/found.ts";
import { inspect } from "../../../engine/run/up.ts";
import type { Step, Veto } from "../../../engine/step/step.ts";
import { whoseItIs } from "../../../engine/run/veto.ts";
import { leftoversOf } from "../../../engine/run/leftovers.ts";
import { ROTATING } from "../../../steps/key/rotation.ts";
import { key, proxy } from "../../../steps/index.ts";
import { proxyJson } from "../../proxy-json.ts";
import { isOpenToAll, OPEN } from "../../endpoint/open-to-all.ts";
import { archiveHealthJson, archiveHealthLine, archiveHealthOf } from "../../endpoint/archive-health.ts";
import { keyTrouble, streamKeyState } from "../../endpoint/stream-key-state.ts";
import type { Verdict } from "../../../aws/probe/probe.ts";
import { healthLine, healthOf } from "../../endpoint/health.ts";
import { pausedLine } from "../../endpoint/paused.ts";
import { proxyUrl } from "../../endpoint/proxy-url.ts";
import { watchWarnings } from "../../endpoint/watch-warnings.ts";
import type { Session } from "../../session.ts";
import { driftLines } from "../plan/drift-lines.ts";
import { probeOnce, verdictEvent } from "../../endpoint/prove-endpoint.ts";
import { commandOf } from "../../change/command-of.ts";
import { readSettingsFile } from "../../../settings/file/settings-file.ts";

interface Seen {
  readonly found: Found | undefined;
  readonly drift: readonly Drift[];
  /** Why it is of no use, or could not be made again, though it is there as asked. */
  readonly spoiled?: Veto | undefined;
}

/** Shows each step as AWS has it, and by a request whether the endpoint works; false when something is missing, differs or does
 * not work. */
export async function runStatus(
  session: Session,
  { probe = false }: { readonly probe?: boolean | undefined } = {},
): Promise<boolean> {
  const seen = await inspect(proxy, session);
  const unused = proxy.map(async (step) => {
    const by = step.tidies === true ? "up" : "down";
    return (await leftoversOf([step], session)).map(({ title }) => ({ title, by }));
  });
  const looked = (await Promise.all(unused)).flat();
  const strays = looked.map(({ title }) => title);
  const looks = await Promise.all(
    proxy
      .map((step) => ({ step, ...seen.get(step.name)! }))
      .filter((one) => one.found ?? asked(one.step, session))
      .map(async (one) => ({ ...one, spoiled: await spoiled(one.step, one, session) })),
  );
  const nothing = looks.every(({ found }) => found === undefined);
  const steps = Object.fromEntries(looks.map((one) => [one.step.name, answer(one)]));
  const url = seen.get("deployment")?.found === undefined ? undefined : proxyUrl(session);
  const health = url === undefined ? undefined : await healthOf(session);
  const deliveries = await archiveHealthOf(session);
  const delivered = deliveries && archiveHealthLine(deliveries);
  const unasked = nothing && !isAsked(session);
  const lines = unasked ? ["Nothing is there."] : looks.flatMap((one) => linesOf(one.step.title(session), one));
  const proof = probe && url !== undefined ? await proven(session) : undefined;
  const orphans = looked.map(
    ({ title, by }) => `! ${title}: carries the tag of this proxy, and nothing uses it ("${by}" removes it)`,
  );
  const paused = pausedLine(session);
  const more = {
    ...(paused !== undefined && { paused: true }),
    ...(strays.length > 0 && { strays }),
    ...(proof !== undefined && { probe: proof.verdict }),
    ...(health !== undefined && { health }),
    ...(deliveries !== undefined && { deliveries: archiveHealthJson(deliveries) }),
  };
  const open = url === undefined ? undefined : isOpenToAll(session);
  session.report.result({ ...proxyJson(session, steps), url, open, ...more }, [
    ...lines,
    ...orphans,
    ...(paused === undefined ? [] : [`! ${paused}`]),
    ...(open === true ? [`! ${OPEN}`] : []),
    ...(session.known.get(key)?.ids.oldId === undefined ? [] : [`! ${ROTATING}`]),
    ...planLimit(session),
    ...(await watchWarnings(session)).map((text) => `! ${text}`),
    ...(health === undefined ? [] : [healthLine(health)]),
    ...(delivered === undefined ? [] : [`! ${delivered}`]),
    ...(url === undefined ? [] : ["", url]),
    ...(proof === undefined ? [] : [proof.text]),
  ]);
  const isMade = unasked || looks.every(({ found, drift }) => found !== undefined && drift.length === 0);
  const isWhole = isMade && looks.every((one) => one.spoiled === undefined);
  if (!isMade || looked.some(({ by }) => by === "up")) {
    const text = `To repair it: ${commandOf({ type: "up" }, session)}`;
    session.report.event({ type: "note", text });
  }
  return isWhole && strays.length === 0 && proof?.verdict.type !== "not serving" && deliveries?.failing !== true;
}

/** What a request, and the stream's key, say of the endpoint. Kinesis refuses the request before it would ask the key. */
async function proven(session: Session): Promise<{ readonly verdict: Verdict; readonly text: string }> {
  const verdict = await probeOnce(session);
  const key = verdict.type === "not serving" ? undefined : await streamKeyState(session);
  const trouble = key === undefined || key === "unknown" ? undefined : keyTrouble(key.id, key.found, session.config);
  if (trouble === undefined) return { verdict, text: verdictEvent(verdict).text };
  const [detail, hint] = trouble;
  return {
    verdict: { type: "not serving", status: undefined, detail },
    text: `The endpoint does not work: ${detail} ${hint}`,
  };
}

/** That somebody has put a throttle on the usage plan of the key. */
function planLimit({ known }: Session): readonly string[] {
  const { throttle } = known.get(key) ?? {};
  if (throttle === undefined) return [];
  return [`! The usage plan of the API key has a throttle that somebody else set: ${throttle}; more get 429.`];
}

/** Was this proxy asked for: is there a state file, or a settings file? */
function isAsked({ state, io }: Session): boolean {
  const isRecorded = Object.keys(state.settings).length > 0 || proxy.some(({ name }) => state.get(name) !== undefined);
  return isRecorded || Object.keys(readSettingsFile(io.cwd)).length > 0;
}

function asked(step: Step, session: Session): boolean {
  return step.asked(session) === true;
}

/** What `up` would refuse of a step that is there, such as alarms whose topic is gone. */
async function spoiled(step: Step, { found }: Seen, session: Session): Promise<Veto | undefined> {
  if (found === undefined || !asked(step, session)) return undefined;
  return step.impossible?.(session);
}

function answer({ found, drift, spoiled: why }: Seen) {
  if (found === undefined) return { outcome: "absent" };
  const outcome = drift.length === 0 ? "unchanged" : "repair";
  const reason = why && { reason: why.why };
  return { outcome, ours: found.ours, ...found.ids, ...(drift.length > 0 && { drift }), ...reason };
}

function linesOf(title: string, { found, drift, spoiled: why }: Seen): readonly string[] {
  if (found === undefined) return [`- ${title}: missing`];
  const whose = found.ours ? "" : `, ${whoseItIs(found)}`;
  const id = idOf(found);
  const trouble = why === undefined ? [] : [`! ${[why.why, why.hint].filter(Boolean).join(" ")}`];
  if (drift.length === 0) return [`= ${title}: as asked${whose}${id}`, ...trouble];
  return [`~ ${title}: differs${whose}${id}`, ...driftLines(drift).map((each) => `    ${each}`), ...trouble];
}

function idOf({ ids }: Found): string {
  const id = "arn" in ids ? ids.arn : "id" in ids ? ids.id : undefined;
  return id === undefined || id === "" ? "" : `, ${id}`;
}
