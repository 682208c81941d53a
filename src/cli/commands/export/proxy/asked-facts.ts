import { knownNothing } from "../../../../engine/known.ts";
import { binaryTypes } from "../../../../mapping/content-types.ts";
import { corsIn, gatewayResponses } from "../../../../mapping/cors.ts";
import { secretNames } from "../../../../mapping/handshake/secrets.ts";
import { SCHEMA_REFUSAL, schemaRefusal } from "../../../../mapping/response/schema-refusal.ts";
import type { WantedRoute } from "../../../../mapping/route.ts";
import { routes } from "../../../../mapping/routes.ts";
import type { Config } from "../../../../settings/config.ts";
import { accessPolicy } from "../../../../steps/access/access.ts";
import { newApi } from "../../../../steps/api/api.ts";
import { wantedFacts } from "../../../../steps/archive/archive.ts";
import { archivePolicy } from "../../../../steps/archive/role/archive-policy.ts";
import type { Context } from "../../../../steps/context.ts";
import { proxy, type StepName } from "../../../../steps/index.ts";
import { kmsKeyOf } from "../../../../steps/policies.ts";
import { wantedPolicy } from "../../../../steps/role/role-policy.ts";
import { MODEL } from "../../../../steps/route/calls/model.ts";
import { ownMark } from "../../../../steps/ours/own-stages.ts";
import { alarmsFor } from "../../../../steps/watch/alarm/alarm-list.ts";
import { wantedBody } from "../../../../steps/watch/dashboard.ts";
import { USUAL_RETENTION } from "../../../../steps/watch/log-group-step.ts";
import { watchedProxy } from "../../../../steps/watch/measured/watched-proxy.ts";
import { wantedSettings } from "../../../../steps/watch/stage.ts";
import { wantedMethod, unmadeMethod } from "../../../../steps/route/wanted-method.ts";
import { reference, unknownPlace } from "../resources/reference.ts";
import type { PlacedRoute, ProxyFacts } from "./proxy-facts.ts";

/** What the settings ask for, in whichever account and region the document is used. */
export function askedFacts(settings: Config): ProxyFacts {
  const { identity, region } = unknownPlace(settings.region);
  const config = { ...withHidden(settings), region };
  const known = knownNothing();
  const about = { config, identity, known };
  const key = kmsKeyOf(config.kmsKey, { ...identity, region });
  const cors = corsIn(config);
  const retention = config.logRetention ?? USUAL_RETENTION;
  return {
    ...about,
    own: ownSteps(about),
    stream: {
      mode: config.mode,
      shards: config.shards,
      retention: config.retention,
      "max-record-size": config.maxRecordSize,
      "kms-key": config.kmsKey,
    },
    api: undefined,
    binaryTypes: binaryTypes(config.accept ?? []),
    apiTags: newApi(about).tags,
    rolePolicy: wantedPolicy(about, key, ""),
    routes: askedRoutes(config, identity.partition),
    refusals: { ...gatewayResponses(cors), ...(config.schema && { [SCHEMA_REFUSAL]: schemaRefusal(cors) }) },
    schema: config.schema || undefined,
    policy: (config.allowIps?.length ?? 0) === 0 ? undefined : accessPolicy(about),
    throttle: config.throttle || undefined,
    stage: wantedSettings(about),
    deploymentDescription: ownMark(about),
    logRetention: { logs: retention, "execution-logs": retention, archiveLogs: retention },
    alarms: askedAlarms(about),
    dashboard: wantedBody(about),
    archive: wantedFacts(about),
    archivePolicy: archivePolicy({ ...about, streamKey: key, bucketKey: undefined, old: "" }),
  };
}

function askedAlarms(about: Pick<Context, "config" | "known">): ProxyFacts["alarms"] {
  const topics = (about.config.alarms || undefined)?.topics ?? [];
  const actions = topics.length === 0 ? {} : { AlarmActions: topics, OKActions: topics };
  const all = Object.entries(alarmsFor(watchedProxy(about)));
  return Object.fromEntries(all.map(([kind, alarm]) => [kind, { ...alarm, ...actions }]));
}

/** Something in the place of each secret that is asked for, so that the templates compare it. */
function withHidden(config: Config): Config {
  const { handshakeToken: token, firehoseKey: key } = config;
  const hidden = secretNames.join("-");
  return {
    ...config,
    handshakeToken: token && token.name !== "" ? { ...token, value: hidden } : token,
    firehoseKey: key?.asked === true ? { asked: true, value: hidden } : key,
  };
}

/** The steps that are asked for, but for what the settings name of others. */
function ownSteps(about: Pick<Context, "config" | "identity" | "known">): ReadonlySet<StepName> {
  const { streamArn, roleArn, apiId } = about.config;
  const others: readonly [StepName, unknown][] = [
    ["stream", streamArn],
    ["role", roleArn],
    ["api", apiId],
  ];
  const named = others.filter(([, arn]) => arn !== undefined).map(([name]) => name);
  // What is asked is in the settings alone.
  const asked = proxy.filter((step) => step.asked(about as Context) === true).map(({ name }) => name);
  return new Set(asked.filter((name) => !named.includes(name)));
}

function askedRoutes(config: Config, partition: string): readonly PlacedRoute[] {
  const role = config.roleArn ?? reference("Role", "Arn");
  const schema = config.schema ? { model: MODEL, validatorId: reference("Validator", "Id") } : undefined;
  return routes(config, { partition, region: config.region, role, schema }).map(placed);
}

function placed({ path, httpMethod, method, integration }: WantedRoute): PlacedRoute {
  return { path, httpMethod, method: wantedMethod(method, unmadeMethod), integration };
}
