import { ownerTags } from "../../../../aws/tags.ts";
import { CliError } from "../../../../engine/errors.ts";
import { inspect } from "../../../../engine/run/up.ts";
import { corsIn, gatewayResponses, type GatewayResponseMapping } from "../../../../mapping/cors.ts";
import { SCHEMA_REFUSAL } from "../../../../mapping/response/schema-refusal.ts";
import { quota } from "../../../../settings/parse/quota.ts";
import * as steps from "../../../../steps/index.ts";
import { parsePolicy, shorthand, statements } from "../../../../steps/policy/policy-statements.ts";
import type { Policy } from "../../../../steps/policies.ts";
import { cors } from "../../../../steps/route/cors.ts";
import { servedBy, stageOf } from "../../../../steps/stage/stage.ts";
import { alarms } from "../../../../steps/watch/alarms.ts";
import { archiveLogs } from "../../../../steps/watch/archive-logs.ts";
import { dashboard } from "../../../../steps/watch/dashboard.ts";
import { executionLogs } from "../../../../steps/watch/execution-logs.ts";
import { logs } from "../../../../steps/watch/logs.ts";
import { stage } from "../../../../steps/watch/stage.ts";
import type { LogGroupFound } from "../../../../steps/watch/log-group-step.ts";
import type { Session } from "../../../session.ts";
import { mapTexts } from "../resources/reference.ts";
import type { Properties } from "../resources/resource.ts";
import { askedFacts } from "./asked-facts.ts";
import type { ProxyFacts } from "./proxy-facts.ts";
import { seenRoutes } from "./seen-routes.ts";

/** What AWS has of the proxy, read by its steps. Throws where there is nothing of it. */
export async function seenFacts(session: Session): Promise<ProxyFacts> {
  const found = await inspect(steps.proxy, session);
  const own = new Set(steps.proxy.map(({ name }) => name).filter((name) => found.get(name)?.found?.ours === true));
  if (own.size === 0)
    throw new CliError(`There is nothing of the proxy ${session.config.name} in ${session.config.region}.`, {
      hint: 'Run "kinesis-proxy up" to make it, or leave --from-aws out for what the settings ask for.',
      exitCode: 3,
    });
  const { known, identity } = session;
  const api = known.get(steps.api);
  const key = known.get(steps.key);
  const config = {
    ...session.config,
    apiName: api?.facts["api-name"] ?? session.config.apiName,
    quota: key === undefined || key.facts.quota === "none" ? undefined : quota(key.facts.quota, "the quota"),
  };
  // What no step tells, such as names, is as the settings have it.
  const asked = askedFacts(config);
  const policy = known.get(steps.access)?.facts.policy;
  const archived = known.get(steps.archiveRole)?.facts.policy;
  const putting = known.get(steps.role)?.facts.policy;
  return {
    ...asked,
    config,
    identity,
    known,
    own,
    api: api?.ids,
    binaryTypes: (api?.facts["binary media types"] ?? "").split(" ").filter((type) => type !== ""),
    apiTags: { ...ownerTags(config.name), ...api?.facts.tags },
    stream: streamOf(session),
    rolePolicy: putting ? policyOf(putting) : asked.rolePolicy,
    routes: seenRoutes(session),
    refusals: seenRefusals(session),
    schema: known.get(steps.schema)?.facts.schema || undefined,
    policy: policy === undefined ? undefined : policyOf(policy, api?.ids.id),
    throttle: known.get(steps.throttle)?.ids,
    stage: known.get(stage)?.facts ?? {},
    deploymentDescription: await served(session),
    logRetention: {
      logs: kept(known.get(logs)),
      "execution-logs": kept(known.get(executionLogs)),
      archiveLogs: kept(known.get(archiveLogs)),
    },
    alarms: known.get(alarms)?.facts.alarms ?? {},
    dashboard: known.get(dashboard)?.facts.dashboard ?? {},
    archive: known.get(steps.archive)?.facts ?? asked.archive,
    archivePolicy: archived ? policyOf(archived) : asked.archivePolicy,
  };
}

function policyOf(text: string, apiId?: string): Policy {
  const all = statements(parsePolicy(text)) as readonly Properties[];
  return { Version: "2012-10-17", Statement: all.map((one) => mapTexts(one, (each) => shorthand(each, apiId))) };
}

/** AWS's own largest record is left out: older tools cannot name it. */
function streamOf({ known }: Session): ProxyFacts["stream"] {
  const { "max-record-size": largest, ...facts } = known.get(steps.stream)?.facts ?? {};
  return { ...facts, ...(largest !== 1_024 && { "max-record-size": largest }) };
}

function seenRefusals({ known, config }: Session): ProxyFacts["refusals"] {
  const [shared, checked] = [known.get(cors), known.get(steps.schema)];
  const all = Object.entries(gatewayResponses(corsIn(config))).flatMap(
    ([type, asked]): [string, GatewayResponseMapping][] => {
      const responseParameters = shared?.facts.refusals?.[type];
      return responseParameters === undefined ? [] : [[type, { ...asked, responseParameters }]];
    },
  );
  const refusal = checked?.facts.refusal;
  const ofSchema = Object.keys(refusal?.responseTemplates ?? {}).length > 0 ? { [SCHEMA_REFUSAL]: refusal } : {};
  return { ...Object.fromEntries(all), ...ofSchema } as ProxyFacts["refusals"];
}

async function served(session: Session): Promise<string> {
  const { known, config } = session;
  const id = known.get(steps.api)?.ids.id;
  if (id === undefined) return "";
  const deployed = await servedBy(session, id, await stageOf(session, id, config.stage));
  return deployed?.description ?? "";
}

function kept(found: LogGroupFound | undefined): number | undefined {
  const days = found?.facts["log-retention"];
  return typeof days === "number" ? days : undefined;
}
