import { secretsOf } from "../../steps/route/secrets.ts";
import { letsEverybodyIn } from "../../steps/policy/allowed-cidrs.ts";
import { readAllowPolicy } from "../../steps/policies.ts";
import type { Context } from "../../steps/context.ts";
import { knownNothing } from "../../engine/known.ts";
import { beneath, locate, withBase } from "../../engine/run/up.ts";
import type { Step } from "../../engine/step/step.ts";
import { access, api, batch, method, proxy } from "../../steps/index.ts";
import type { Change } from "../change/change.ts";
import { isCovered } from "./is-covered.ts";
import { stepsOf } from "../change/steps-of.ts";

/** Who can call after the change and cannot now, in words. Compared is what AWS has now, at the proxy's current paths: a first run
 * finds nothing and widens nothing. */
export async function widening(what: Change, session: Context): Promise<readonly string[]> {
  if (what.type === "down") return [];
  const { config, state } = session;
  const [path, batchPath] = [state.get(method)?.path ?? config.path, state.get(batch)?.path ?? config.batchPath];
  const asked = what.command === undefined ? undefined : stepsOf(what.command);
  const guards: readonly Step[] = [
    method,
    ...(batchPath ? [batch] : []),
    ...(config.allowIps === undefined ? [] : [access]),
  ];
  if (asked !== undefined && !asked.some(({ name, within }) => name === "api" || within === "api")) return [];
  const ctx = {
    ...session,
    config: { ...config, path, batchPath },
    known: knownNothing(),
  };
  await locate([...(asked === undefined ? [api] : beneath(guards, proxy)), ...guards], ctx);
  const changed = asked === undefined ? guards : withBase(asked, proxy, ctx);
  // A resource of others is never changed.
  const isOurs = ({ name }: { readonly name: string }): boolean =>
    changed.some((step) => step.name === name) && ctx.known.get(name)?.ours === true;
  const methods = [method, batch].flatMap((step) => (isOurs(step) ? (ctx.known.get(step)?.facts.method ?? []) : []));
  const unsigned = methods.some(({ authorization }) => authorization !== "NONE") && config.auth === "NONE";
  const keyless = methods.some(({ apiKeyRequired }) => apiKeyRequired) && config.apiKey === false;
  return [
    ...(unsigned ? ["requests without a signature"] : []),
    ...(keyless ? ["requests without an API key"] : []),
    ...(isOurs(batch) && losesKey(ctx) ? ["deliveries without Firehose's access key"] : []),
    ...addresses(isOurs(access) ? ctx.known.get(access)?.facts.policy : undefined, ctx),
  ];
}

/** Does the batch route compare an access key now, and ask for nothing afterwards? */
function losesKey({ config, known }: Context): boolean {
  const { firehoseKey } = secretsOf(known.get(batch)?.facts.integration);
  if (firehoseKey === undefined || config.apiKey === true || config.auth === "AWS_IAM") return false;
  const otherForm = config.batchFrom !== undefined && config.batchFrom.type !== "firehose";
  return config.firehoseKey?.asked === false || otherForm;
}

function addresses(policy: string | undefined, { config: { allowIps: allow }, known }: Context): readonly string[] {
  // A door that somebody opened is narrowed by any list.
  if (policy === undefined || allow === undefined || letsEverybodyIn(policy)) return [];
  if (allow.length === 0) return ["every address"];
  const old = readAllowPolicy(policy, known.get(api)?.ids.id)?.cidrs;
  const more = old === undefined ? allow : allow.filter((one) => !isCovered(one, old));
  return more.length === 0 ? [] : [more.join(" ")];
}
