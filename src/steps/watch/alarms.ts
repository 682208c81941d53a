import { text, type Shaped } from "../../engine/step/check.ts";
import { defineStep, type FoundFacts } from "../../engine/step/define-step.ts";
import type { Context } from "../context.ts";
import { alarmDrift, alarmFacts, type AlarmFacts } from "./alarm/alarm-facts.ts";
import { alarmsFor } from "./alarm/alarm-list.ts";
import { mayCall } from "./may-call.ts";
import { alarmArn, alarmPrefix } from "./alarm/alarm-names.ts";
import type { Alarm } from "./alarm/alarm-shapes.ts";
import { whereSaid } from "./watched.ts";
import { watchedProxy } from "./measured/watched-proxy.ts";

const alarmIds = { prefix: text };

export interface AlarmsFound extends FoundFacts {
  readonly ids: Shaped<typeof alarmIds>;
  /** Each alarm, by its kind, such as 5xx. */
  readonly facts: { readonly alarms: Readonly<Record<string, AlarmFacts>> };
}

/** CloudWatch alarms for what loses records or shuts senders out. */
export const alarms = defineStep({
  name: "alarms",
  command: "deploy",
  noun: "alarms",
  after: ["stream", "deployment", "archive", "filters", "stage"],
  ids: alarmIds,
  actions: [
    "cloudwatch:DescribeAlarms",
    "cloudwatch:ListTagsForResource",
    "cloudwatch:PutMetricAlarm",
    "cloudwatch:TagResource",
    "cloudwatch:DeleteAlarms",
    "sns:GetTopicAttributes",
  ],

  title: (ctx) => `Alarms ${alarmPrefix(ctx)}*`,

  asked: ({ config }) => (config.alarms === undefined ? undefined : config.alarms !== false),

  wanted: (ctx, { facts }) => ({ alarms: wantedFacts(ctx, facts.alarms) }),

  find(ctx: Context): Promise<AlarmsFound | undefined> {
    return whereSaid(ctx, { step: "alarms", said: ctx.config.alarms }, async () => {
      const { alarmsFrom, isOurAlarm } = await import("./alarm/alarm-calls.ts");
      const there = await alarmsFrom(ctx, alarmPrefix(ctx));
      if (there.length === 0) return undefined;
      const seen = there.map((one) => [(one.AlarmName ?? "").slice(alarmPrefix(ctx).length), alarmFacts(one)] as const);
      const all = Object.fromEntries(seen);
      const wanted = wantedFacts(ctx, all);
      // What is as this program makes it, down to its description, was made by it.
      const others = there.filter((_, index) => {
        const [kind, facts] = seen[index]!;
        return wanted[kind] === undefined || alarmDrift({ [kind]: wanted[kind] }, { [kind]: facts }).length > 0;
      });
      const ours = (await Promise.all(others.map((one) => isOurAlarm(ctx, one)))).every(Boolean);
      return { ids: { prefix: alarmPrefix(ctx) }, ours, facts: { alarms: all } };
    });
  },

  create: (ctx): Promise<AlarmsFound | undefined> =>
    Promise.resolve({ ids: { prefix: alarmPrefix(ctx) }, ours: true, facts: { alarms: {} } }),

  compare: { alarms: alarmDrift },

  change: {
    async alarms({ facts }, ctx) {
      const { deleteAlarms, putAlarm } = await import("./alarm/alarm-calls.ts");
      const wanted = wantedFacts(ctx, facts.alarms);
      const differs = (kind: string): boolean =>
        alarmDrift({ [kind]: wanted[kind] ?? {} }, { ...(facts.alarms[kind] && { [kind]: facts.alarms[kind] }) })
          .length > 0;
      for (const [kind, alarm] of Object.entries(wantedAlarms(ctx)))
        if (differs(kind))
          await putAlarm(ctx, { AlarmName: alarmPrefix(ctx) + kind, ...alarm, ...actions(ctx, facts.alarms[kind]) });
      const unwanted = Object.keys(facts.alarms).filter((kind) => wanted[kind] === undefined);
      await deleteAlarms(
        ctx,
        unwanted.map((kind) => alarmPrefix(ctx) + kind),
      );
    },
  },

  async impossible(ctx) {
    const { alarms: asked } = ctx.config;
    if (!asked || asked.topics === undefined || asked.topics.length === 0) return undefined;
    const missing = await (await import("./alarm/topic-calls.ts")).missingTopic(ctx, asked.topics);
    if (missing === undefined) return undefined;
    return {
      why: `There is no SNS topic ${missing}.`,
      hint: "Look for it with `aws sns list-topics`, or make it with `aws sns create-topic`.",
      needs: [],
    };
  },

  async rehearse(ctx) {
    const { tagResource } = await import("./tag-resource.ts");
    await mayCall(() => tagResource(ctx, alarmArn(ctx, "5xx")));
  },

  async remove({ facts }, ctx) {
    const { deleteAlarms } = await import("./alarm/alarm-calls.ts");
    await deleteAlarms(
      ctx,
      Object.keys(facts.alarms).map((kind) => alarmPrefix(ctx) + kind),
    );
  },
});

/** The alarms that the settings and the stream ask for. */
function wantedAlarms(ctx: Context): Readonly<Record<string, Alarm>> {
  return alarmsFor(watchedProxy(ctx));
}

function wantedFacts(ctx: Context, there: AlarmsFound["facts"]["alarms"]): Readonly<Record<string, AlarmFacts>> {
  const all = Object.entries(wantedAlarms(ctx)).map(([kind, alarm]) => {
    return [kind, alarmFacts({ ActionsEnabled: true, ...alarm, ...actions(ctx, there[kind]) })] as const;
  });
  return Object.fromEntries(all);
}

/** Whom an alarm tells, of its end too. Where only a tag remembers that there are topics, those that it has. */
function actions({ config }: Context, there: AlarmFacts | undefined): { AlarmActions: string[]; OKActions: string[] } {
  const topics = config.alarms ? config.alarms.topics : [];
  const kept = (name: string): string[] => (Array.isArray(there?.[name]) ? there[name].map(String) : []);
  return topics === undefined
    ? { AlarmActions: kept("AlarmActions"), OKActions: kept("OKActions") }
    : { AlarmActions: [...topics], OKActions: [...topics] };
}
