import type { PatchOperation, Stage } from "@aws-sdk/client-api-gateway";
import { logGroupArn } from "../../aws/arns.ts";
import { isFault } from "../../aws/faults.ts";
import { poll } from "../../engine/poll.ts";
import { text, type Shaped } from "../../engine/step/check.ts";
import { defineStep, type FoundFacts } from "../../engine/step/define-step.ts";
import { defaultAccessLogFormat } from "../../mapping/response/access-log.ts";
import { api } from "../api/api.ts";
import type { Context } from "../context.ts";
import { deployment } from "../deployment/deployment.ts";
import { accessLogGroup } from "./log-group/log-group-names.ts";
import { isOurStage } from "../ours/own-stages.ts";
import { UNMADE } from "../unmade.ts";
import { patchStage } from "../stage/patch-stage.ts";
import { stageOf } from "../stage/stage.ts";
import { NOTHING, settingOperations, settingsOf, type StageSettings } from "./stage-settings.ts";
import { whereSaid } from "./watched.ts";

/** How long the account's CloudWatch role may be unknown after it was set, in milliseconds. */
const UNKNOWN = 60_000;

const stageIds = { name: text };

export interface StageFound extends FoundFacts {
  readonly ids: Shaped<typeof stageIds>;
  readonly facts: StageSettings;
  readonly stage: Stage;
}

type Wanted = { readonly [K in keyof StageSettings]?: StageSettings[K] | undefined };

/** What the stage logs, traces and measures. They are settings of the stage: they take effect without a deployment. */
export const stage = defineStep({
  name: "stage",
  command: "deploy",
  noun: "stage's settings",
  // The throttle is in the same settings of all methods.
  after: ["deployment", "throttle", "account", "logs", "execution-logs"],
  ids: stageIds,
  actions: ["apigateway:GET", "apigateway:PATCH", "iam:CreateServiceLinkedRole"],

  title: ({ config }) => `Logs and metrics of stage ${config.stage}`,

  asked: (ctx) => {
    const said = Object.entries(wantedOf(ctx)).filter(([, value]) => value !== undefined);
    if (said.length === 0) return undefined;
    return said.some(([, value]) => value !== false && value !== "off");
  },

  wanted: (ctx, { facts }) => wantedSettings(ctx, facts),

  find(ctx: Context): Promise<StageFound | undefined> {
    return whereSaid(ctx, { step: "stage", said: stage.asked(ctx) }, async () => {
      const found = await seen(ctx);
      if (found === undefined) return undefined;
      const wanted = wantedOf(ctx);
      const isOn = keys.some((name) => wanted[name] !== undefined && found.facts[name] !== NOTHING[name]);
      return isOn ? found : undefined;
    });
  },

  async create(ctx): Promise<StageFound | undefined> {
    return seen(ctx);
  },

  change: {
    "access-log": change,
    "access-log-format": change,
    "execution-log": change,
    "data-trace": change,
    tracing: change,
    "detailed-metrics": change,
  },

  veto({ type }, _found, ctx) {
    if (type === "remove" || ctx.known.get(deployment)?.ours !== false) return undefined;
    return {
      why: `The stage ${ctx.config.stage} of this API is not this proxy's: its logs and metrics would be those of whatever else it serves.`,
      hint: "Choose a stage of its own with --stage, or set them yourself.",
      needs: [],
    };
  },

  async remove(_found, ctx) {
    const found = await seen(ctx);
    if (found === undefined) return;
    const said = keys.filter((name) => wantedOf(ctx)[name] !== undefined);
    const off = Object.fromEntries(said.map((name) => [name, NOTHING[name]]));
    await patchStage(ctx, settingOperations(found.stage, off, isThrottled(ctx)));
  },
});

const keys = Object.keys(NOTHING) as (keyof StageSettings)[];

/** What the settings ask for; `seen` has the format of which only a tag knows that there is one. */
export function wantedSettings(ctx: Placed, seen: StageSettings = NOTHING): Wanted {
  const wanted = wantedOf(ctx);
  const { accessLogFormat } = ctx.config;
  if (wanted["access-log-format"] === undefined || accessLogFormat?.type !== "own") return wanted;
  return {
    ...wanted,
    "access-log-format": accessLogFormat.text ?? (seen["access-log-format"] || defaultAccessLogFormat),
  };
}

type Placed = Pick<Context, "config" | "identity">;

/** What the settings say; the format only where there is an access log. */
function wantedOf(ctx: Placed): Wanted {
  const { accessLog, executionLog, dataTrace, tracing, detailedMetrics } = ctx.config;
  return {
    "access-log": accessLog === true ? logGroupArn(ctx, accessLogGroup(ctx)) : accessLog === false ? "off" : undefined,
    "access-log-format": accessLog === true ? defaultAccessLogFormat : undefined,
    "execution-log": executionLog && levels[executionLog],
    "data-trace": dataTrace,
    tracing,
    "detailed-metrics": detailedMetrics,
  };
}

const levels = { OFF: "off", ERROR: "error", INFO: "info" } as const;

async function seen(ctx: Context): Promise<StageFound | undefined> {
  const holder = ctx.known.get(api);
  if (holder === undefined || holder.ids.id === UNMADE) return undefined;
  const there = await stageOf(ctx, holder.ids.id, ctx.config.stage);
  if (there === undefined) return undefined;
  return {
    ids: { name: ctx.config.stage },
    ours: isOurStage(ctx, holder, there),
    facts: settingsOf(there),
    stage: there,
  };
}

/** Sets all that differs in one call. */
async function change(found: StageFound, ctx: Context): Promise<StageFound> {
  const wanted = stage.drift(found, ctx).map(({ field, wanted: value }) => [field, value] as const);
  const operations = settingOperations(found.stage, Object.fromEntries(wanted), isThrottled(ctx));
  const { clock, signal } = ctx;
  // The last try tells what is wrong.
  if ((await poll(() => patched(ctx, operations), { clock, signal, first: 2_000, timeout: UNKNOWN })) === undefined)
    await patchStage(ctx, operations);
  return { ...found, facts: { ...found.facts, ...Object.fromEntries(wanted) } };
}

/** Patches the stage; undefined while API Gateway has not seen the account's role, which was just set. */
async function patched(ctx: Context, operations: PatchOperation[]): Promise<true | undefined> {
  try {
    await patchStage(ctx, operations);
    return true;
  } catch (error) {
    if (isFault(error, "BadRequest") && /CloudWatch Logs role ARN/i.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** Was a throttle asked for? Then it stays, also one of AWS's own numbers. */
function isThrottled({ config }: Context): boolean {
  return Boolean(config.throttle);
}
